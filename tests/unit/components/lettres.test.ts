import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { suivreLettres } from "@/components/dossier/suivi-lettres";
import { engagerLignes, nombreAEngager, reprendreFichier } from "@/components/lettres/gestes-plan";
import { ecrireJointes, lettresJointes } from "@/components/lettres/lettres-jointes";
import type { LettreVue } from "@/lib/schemas/lettres";
import { exemple } from "@/tests/outils/dossiers";
import { ouvrirPage, serveurNeuf } from "./serveur-memoire";

const attendre = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const esperee = exemple("fpi-aura");
esperee.financements = (esperee.financements ?? []).map((f) => ({ ...f, engage: false }));

async function ouvrir(serveur = serveurNeuf(esperee), lecteur = "alex") {
  const page = ouvrirPage(serveur, { lecteur });
  await attendre(0);
  return { ...page, serveur };
}
type Page = Awaited<ReturnType<typeof ouvrir>>;
const lignes = ({ magasin }: Page) => magasin.lire("financement").saisie.financements as unknown as Ligne[];
type Ligne = { cle: string; partenaire: string | null; source: string | null; engage: boolean };

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2024-02-27T09:00:00Z"));
});
afterEach(() => vi.useRealTimers());

describe("marquer comme engagées les lignes qu’une lettre signée prouve", () => {
  test("celles du partenaire et elles seules, en un geste enregistré, qui se reprend", async () => {
    const page = await ouvrir();
    const attendues = lignes(page).filter((l) => l.partenaire === "branche" && l.source !== "france2030");
    expect(nombreAEngager(lignes(page), "branche")).toBe(attendues.length);
    const geste = engagerLignes(page.magasin, "branche");
    await attendre(800);
    expect(page.envois[0]?.operations.map((o) => o.adresse)).toEqual(
      attendues.map((l) => `financement/financements/${l.cle}/engage`),
    );
    expect(
      lignes(page)
        .filter((l) => l.engage)
        .map((l) => l.cle),
    ).toEqual(attendues.map((l) => l.cle));
    expect(engagerLignes(page.magasin, "branche")).toBeNull();
    expect(page.magasin.annulerGeste(geste as never)).toMatchObject({ refusees: [] });
    expect(nombreAEngager(lignes(page), "branche")).toBe(attendues.length);
    await attendre(800);
    for (const l of attendues) expect(page.serveur.lireA(`financement/financements/${l.cle}/engage`)).toBe(false);
  });

  test("ni la subvention, ni une ligne sans origine", () => {
    const ligne = { partenaire: "p", engage: false };
    expect(
      nombreAEngager(
        [
          { ...ligne, source: "france2030" },
          { ...ligne, source: null },
        ],
        "p",
      ),
    ).toBe(0);
    expect(
      nombreAEngager(
        [
          { ...ligne, source: "entreprise" },
          { ...ligne, partenaire: "q" },
        ],
        "p",
      ),
    ).toBe(1);
  });
});

test("la fiche reprend ce que dit le fichier signé", async () => {
  const page = await ouvrir();
  reprendreFichier(page.magasin, "branche", { montant: "1.00", signeeLe: "2024-02-01" });
  await attendre(800);
  expect(page.serveur.lireA("partenaires/partenaires/branche/lettreEngagement")).toEqual({
    montant: "1.00",
    signeeLe: "2024-02-01",
  });
});

describe("le registre d’une page ouverte", () => {
  const ecrire = (page: Page, montant: string) =>
    reprendreFichier(page.magasin, "branche", { montant, signeeLe: "2024-02-01" });

  test("est relu quand quelqu’un d’autre change un engagement, pas pour sa propre frappe ni pour un autre champ", async () => {
    const serveur = serveurNeuf(esperee);
    const alex = await ouvrir(serveur);
    const camille = await ouvrir(serveur, "camille");
    const relire = vi.fn();
    const finir = suivreLettres(alex.magasin, relire);
    ecrire(alex, "1.00");
    await attendre(800);
    expect(relire).not.toHaveBeenCalled();
    camille.battre();
    camille.taper("identite", { acronyme: "X" });
    await attendre(800);
    alex.battre();
    expect(relire).not.toHaveBeenCalled();
    ecrire(camille, "2.00");
    await attendre(800);
    alex.battre();
    expect(relire).toHaveBeenCalledTimes(1);
    alex.battre();
    expect(relire).toHaveBeenCalledTimes(1);
    finir();
    ecrire(camille, "3.00");
    await attendre(800);
    alex.battre();
    expect(relire).toHaveBeenCalledTimes(1);
  });
});

describe("les lettres signées que le dépôt joint", () => {
  const vue = (partenaire: string, montant: string, suite: Partial<LettreVue> = {}): LettreVue => ({
    ...{ id: partenaire, partenaire, nomPartenaire: partenaire, numero: 1, montant, version: 0 },
    ...{ prepareeLe: "2024-02-12T10:00:00Z", prepareePar: "Alex", pdfOctets: 1, envoi: null, retrait: null },
    signature: { le: "2024-02-15", fichier: { nom: "s.pdf", octets: 1 }, deposeeLe: "2024-02-15", deposeePar: null },
    ...suite,
  });

  test("celles des partenaires du dossier, les périmées nommées, les autres laissées", () => {
    const lettres = [
      vue("branche", "4000000.00"),
      vue("region", "1.00"),
      vue("parti", "1.00"),
      vue("gip", "1.00", { signature: null }),
    ];
    const jointes = lettresJointes(esperee, lettres);
    const region = esperee.partenaires?.find((p) => p.id === "region")?.nom;
    expect(jointes).toEqual({ nombre: 2, perimees: [region] });
    expect(ecrireJointes(jointes)).toMatch(/^2, dont 1\spérimée$/);
    expect(ecrireJointes({ nombre: 0, perimees: [] })).toBe("0");
  });
});
