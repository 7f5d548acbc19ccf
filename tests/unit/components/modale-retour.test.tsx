// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LignesRetirees } from "@/components/dossier/lignes-retirees";
import { ModaleRetour } from "@/components/points/modale-retour";
import { toutEnvoyer } from "@/components/points/retour";
import type { PointVu } from "@/lib/schemas/points";
import { ouvrirPage, serveurNeuf } from "./serveur-memoire";

const monde = vi.hoisted(() => ({ espace: {} as object }));
vi.mock("@/components/dossier/espace-contexte", () => ({ useEspaceFixe: () => monde.espace }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

let racine: Root;
let noeud: HTMLElement;
const texte = () => (noeud.textContent ?? "").replace(/[\u00a0\u202f]/g, " ");
const bouton = (nom: string) => [...noeud.querySelectorAll("button")].find((b) => b.textContent?.startsWith(nom));
const laisser = () => act(async () => void (await new Promise((fin) => setTimeout(fin, 20))));
const cliquer = async (nom: string) => {
  const cible = bouton(nom);
  if (cible === undefined) throw new Error(`Pas de bouton « ${nom} » : ${texte()}`);
  await act(async () => cible.click());
  await laisser();
};

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function ouvrir() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function fermer() {
    this.open = false;
  };
  noeud = document.body.appendChild(document.createElement("div"));
  racine = createRoot(noeud);
});
afterEach(async () => {
  await act(async () => racine.unmount());
  noeud.remove();
});

async function ouvrir() {
  const serveur = serveurNeuf();
  const alex = ouvrirPage(serveur);
  const camille = ouvrirPage(serveur, { lecteur: "camille" });
  await Promise.resolve();
  const depart = serveur.espace();
  alex.taper("identite", { acronyme: "APRÈS" });
  await toutEnvoyer(alex.magasin);
  monde.espace = { magasin: alex.magasin, espace: depart, lectureSeule: false };
  const creerPoint = vi.fn(async () => ({ ok: true as const, data: { id: "p" } }));
  const lirePoint = async () => ({ ok: true as const, data: { fichier: depart.fichier, cles: depart.cles } as never });
  const point = { id: "p1", nom: "Avant" } as PointVu;
  await act(async () =>
    racine.render(
      <ModaleRetour dossierId="d" point={point} actions={{ creerPoint, lirePoint }} surFermeture={() => undefined} />,
    ),
  );
  await laisser();
  return { serveur, alex, camille, creerPoint, acronyme: depart.fichier.acronyme };
}

describe("la fenêtre du retour à un point", () => {
  test("revenir, puis « Annuler ce retour »", async () => {
    const { serveur, creerPoint, acronyme } = await ouvrir();
    expect(texte()).toContain("1 changement");
    await cliquer("Revenir à ce point");
    expect(creerPoint).toHaveBeenCalledOnce();
    expect(serveur.lireA("identite/acronyme")).toBe(acronyme);
    expect(texte()).toContain("1 section remise comme à « Avant »");
    expect(texte()).toContain("Le dossier d’avant ce retour est gardé parmi les points.");
    await cliquer("Annuler ce retour");
    expect(texte()).toContain("Le retour est annulé : le dossier est comme avant.");
    expect(serveur.lireA("identite/acronyme")).toBe("APRÈS");
    expect(bouton("Annuler ce retour")).toBeUndefined();
  });

  test("un champ modifié depuis par quelqu’un n’est pas remis, et son nom est dit", async () => {
    const { serveur, alex, camille } = await ouvrir();
    await cliquer("Revenir à ce point");
    camille.battre();
    camille.taper("identite", { acronyme: "CAMILLE" });
    await toutEnvoyer(camille.magasin);
    await act(async () => alex.battre());
    await cliquer("Annuler ce retour");
    expect(texte()).toContain("1 champ modifié depuis n’a pas été remis : Acronyme");
    expect(serveur.lireA("identite/acronyme")).toBe("CAMILLE");
  });

  test("ce que d’autres écrivent pendant qu’elle est ouverte s’y montre", async () => {
    const { alex, camille } = await ouvrir();
    expect(texte()).not.toContain("Le dossier vient de changer");
    camille.taper("diagnostic", { besoins: "Les besoins de Camille." });
    await toutEnvoyer(camille.magasin);
    await act(async () => alex.battre());
    expect(texte()).toContain("Le dossier vient de changer");
    expect(noeud.querySelectorAll("input[type=checkbox]")).toHaveLength(2);
  });

  test("tant que des modifications ne sont pas enregistrées, rien n’est fait et la section est dite", async () => {
    const { alex, serveur, creerPoint } = await ouvrir();
    alex.etat.sort = "regle";
    await act(async () => alex.taper("identite", { titre: "Refusé" }));
    await cliquer("Revenir à ce point");
    expect(creerPoint).not.toHaveBeenCalled();
    expect(serveur.lireA("identite/acronyme")).toBe("APRÈS");
    expect(texte()).toContain("Rien n’a été remis : des modifications ne sont pas enregistrées");
    expect(noeud.querySelector("[role=alert] li")?.textContent).toMatch(/Refusé$/);
  });
});

test("une ligne retirée se remet sous son nom, et quitte la liste", async () => {
  const serveur = serveurNeuf();
  const { magasin } = ouvrirPage(serveur);
  await Promise.resolve();
  const { saisie } = magasin.lire("budget");
  const [ligne] = saisie.budget as unknown as { cle: string }[];
  if (ligne === undefined) throw new Error("Un budget vide");
  magasin.modifier("budget", { ...saisie, budget: saisie.budget.slice(1) });
  await toutEnvoyer(magasin);
  monde.espace = { magasin, espace: serveur.espace(), lectureSeule: false };
  const adresse = `budget/budget/${ligne.cle}`;
  const lignes = [{ adresse, ligne, le: "2024-02-27T08:00:00.000Z", par: { id: "c", nom: "Camille Martin" } }];
  await act(async () => racine.render(<LignesRetirees lignes={lignes} />));
  expect(texte()).toContain("Lignes retirées (1)");
  expect(texte()).toContain("Retirée par Camille Martin");
  await cliquer("Remettre la ligne");
  await act(() => toutEnvoyer(magasin));
  expect(serveur.lireA(adresse)).toMatchObject(ligne);
  expect(texte()).toContain("Toutes les lignes retirées ont été remises.");
  expect(document.activeElement?.textContent).toContain("Lignes retirées (0)");
});
