import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { demandeDesactivation } from "@/lib/schemas/comptes";
import { lireFiltresCourriels, lireFiltresUtilisateurs } from "@/lib/schemas/filtres-utilisateurs";
import { transaction } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { CORPS_EFFACE } from "@/lib/server/courriels/effacer-liens";
import { lireCourriel, listerCourriels, renvoyerCourriel } from "@/lib/server/courriels/gerer-courriels";
import type { Agent } from "@/lib/server/droits";
import { lireBail, ouvrirBail } from "@/lib/server/session/bail";
import { trouverCompte } from "@/lib/server/session/proconnect/compte";
import { delierUtilisateur } from "@/lib/server/utilisateurs/delier-utilisateur";
import { lireUtilisateur } from "@/lib/server/utilisateurs/lire-utilisateur";
import { exporterUtilisateurs, listerUtilisateurs } from "@/lib/server/utilisateurs/lister-utilisateurs";
import {
  desactiverUtilisateur,
  effacerUtilisateur,
  fermerSessionsUtilisateur,
  reactiverUtilisateur,
} from "@/lib/server/utilisateurs/modifier-utilisateur";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const reglages = vi.hoisted(() => ({ SMTP_URL: undefined as string | undefined }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return {
    env: {
      ...env,
      NEXTAUTH_SECRET: "s".repeat(32),
      get SMTP_URL() {
        return reglages.SMTP_URL;
      },
    },
  };
});

let base: BaseDeTest;
let admin: Agent;
let personne: Agent;
let autre: Agent;
const T = new Date("2026-11-21T09:00:00Z");
const filtres = (f: Record<string, string> = {}) => lireFiltresUtilisateurs(f);
const derniere = () => base.client.entreeJournal.findFirstOrThrow({ orderBy: { id: "desc" } });
const compte = (id: string) => base.client.utilisateur.findUniqueOrThrow({ where: { id } });
const ouvrir = (agent: Agent) => ouvrirBail(agent.id, { action: "session.ouvrir_persona", methode: "persona" }, T);

beforeAll(async () => {
  base = await baseDeTest();
  admin = await creerAgent(base.client, "administrateur", { prenom: "Ada" });
  personne = await creerAgent(base.client, "lecteur_national", { prenom: "Étienne" });
  autre = await creerAgent(base.client, "region_academique", { prenom: "Zoé", regionAcademique: "01" });
  await base.client.utilisateur.update({ where: { id: autre.id }, data: { organisation: '=HYPERLINK("x")' } });
  await base.client.utilisateur.create({
    data: { prenom: "Sans", nom: "Droit", email: "sans@exemple.invalid", organisation: "" },
  });
});
afterAll(() => base.fermer());

describe("la liste des comptes", () => {
  test.each([
    [{}, 4],
    [{ q: "etienne" }, 1],
    [{ q: "ÉTIENNE essai" }, 1],
    [{ q: "personne introuvable" }, 0],
    [{ q: "%" }, 4],
    [{ role: "region_academique" }, 1],
    [{ role: "aucun" }, 1],
    [{ etat: "desactive" }, 0],
    [{ role: "inventé", etat: "x", page: "-3" }, 4],
  ])("%j : %i", async (f, nombre) => {
    const { total, lignes } = await listerUtilisateurs(admin, filtres(f), T);
    expect([total, lignes.length]).toEqual([nombre, nombre]);
  });

  test("se lit page par page, triée, sans doublon ni oubli", async () => {
    const noms = Array.from({ length: 25 }, (_, i) => ({
      prenom: "Page",
      nom: `Nom${String(i).padStart(2, "0")}`,
      email: `page${i}@exemple.invalid`,
      organisation: "Lot",
    }));
    await base.client.utilisateur.createMany({ data: noms });
    const page = (n: number) => listerUtilisateurs(admin, filtres({ q: "lot page", page: String(n), sens: "desc" }), T);
    const [un, deux, trop] = [await page(1), await page(2), await page(9)];
    expect([un.total, un.pages, un.lignes.length, deux.lignes.length, trop.page]).toEqual([25, 2, 20, 5, 2]);
    const lus = [...un.lignes, ...deux.lignes].map((l) => l.nom);
    expect(lus).toEqual(noms.map((n) => n.nom).reverse());
  });

  test("s’exporte sans formule, et le journal ne dit pas qui était cherché", async () => {
    const { texte } = await exporterUtilisateurs(admin, filtres({ q: "zoe" }), T);
    expect(texte.split("\r\n")).toHaveLength(3);
    expect(texte).toContain(`"'=HYPERLINK(""x"")"`);
    const entree = await derniere();
    expect(entree).toMatchObject({ action: "utilisateur.exporter_liste", apres: { lignes: 1 } });
    expect(JSON.stringify(entree.apres).toLowerCase()).not.toContain("zo");
  });

  test("n’existe que pour un administrateur", async () => {
    expect((await erreurDe(listerUtilisateurs(personne, filtres(), T))).code).toBe("interdit");
    expect((await erreurDe(exporterUtilisateurs(autre, filtres(), T))).code).toBe("interdit");
    expect(await lireUtilisateur(personne, autre.id, T)).toBeNull();
    expect(await lireUtilisateur(admin, "pas-un-identifiant", T)).toBeNull();
    expect(await lireUtilisateur(admin, "00000000-0000-4000-8000-000000000000", T)).toBeNull();
    expect(await lireUtilisateur(admin, autre.id, T)).toMatchObject({ email: autre.email, etat: "ouvert", soi: false });
  });
});

const IDENTITE = { prenom: "Camille", nom: "Essai", siret: null };

describe("un compte", () => {
  const motif = "A quitté le service";
  const vise = async (id: string) => ({ utilisateurId: id, version: (await compte(id)).version });

  test("désactivé, ne peut plus rien à l’instant même ; réactivé, retrouve ses droits", async () => {
    const jeton = await ouvrir(personne);
    await desactiverUtilisateur(admin, { ...(await vise(personne.id)), motif }, T);
    expect(await lireBail(jeton, T)).toBeNull();
    expect(await derniere()).toMatchObject({ action: "utilisateur.desactiver", objet: personne.id });
    expect(JSON.stringify((await derniere()).apres)).not.toContain(motif);
    expect((await listerUtilisateurs(admin, filtres({ etat: "desactive" }), T)).lignes.map((l) => l.id)).toEqual([
      personne.id,
    ]);
    expect((await erreurDe(desactiverUtilisateur(admin, { ...(await vise(personne.id)), motif }, T))).code).toBe(
      "regle",
    );
    await reactiverUtilisateur(admin, await vise(personne.id));
    expect(await compte(personne.id)).toMatchObject({ desactiveLe: null, motifDesactivation: null });
    expect((await lireBail(await ouvrir(personne), T))?.habilitations).toHaveLength(1);
  });

  test("changé entre-temps par un autre administrateur : un conflit, et rien", async () => {
    const vu = await vise(personne.id);
    await base.client.utilisateur.update({ where: { id: personne.id }, data: { version: { increment: 1 } } });
    expect((await erreurDe(desactiverUtilisateur(admin, { ...vu, motif }, T))).code).toBe("conflit");
    expect((await erreurDe(effacerUtilisateur(admin, { ...vu, confirmation: "" }, T))).code).toBe("conflit");
    expect((await compte(personne.id)).desactiveLe).toBeNull();
  });

  test("délié de ProConnect : sessions fermées, et l’identité suivante à la même adresse reprend le compte et ses droits", async () => {
    await base.client.utilisateur.update({ where: { id: personne.id }, data: { sub: "sub-ancien-ministere" } });
    const arrivee = { ...IDENTITE, email: personne.email, sub: "sub-nouveau-ministere" };
    const entrer = () => transaction((tx) => trouverCompte(tx, arrivee));
    await expect(entrer()).rejects.toThrow();
    const jeton = await ouvrir(personne);
    expect((await erreurDe(delierUtilisateur(autre, { ...(await vise(personne.id)), motif }, T))).code).toBe(
      "interdit",
    );
    await delierUtilisateur(admin, { ...(await vise(personne.id)), motif }, T);
    expect(await lireBail(jeton, T)).toBeNull();
    expect(await derniere()).toMatchObject({ action: "utilisateur.delier", objet: personne.id });
    expect(JSON.stringify((await derniere()).apres)).not.toContain(motif);
    expect(await lireUtilisateur(admin, personne.id, T)).toMatchObject({ proconnect: false, motifDeliaison: motif });
    expect((await erreurDe(delierUtilisateur(admin, { ...(await vise(personne.id)), motif }, T))).code).toBe("regle");
    expect(await entrer()).toMatchObject({ id: personne.id, geste: "lie" });
  });

  test("ses sessions se ferment toutes, sans fermer le compte", async () => {
    const jetons = [await ouvrir(personne), await ouvrir(personne)];
    const { fermees } = await fermerSessionsUtilisateur(admin, { utilisateurId: personne.id }, T);
    expect(fermees).toBeGreaterThanOrEqual(2);
    for (const jeton of jetons) expect(await lireBail(jeton, T)).toBeNull();
    expect(await lireBail(await ouvrir(personne), T)).not.toBeNull();
  });

  test("jamais le sien, jamais celui du dernier administrateur, jamais sans droit", async () => {
    expect((await erreurDe(desactiverUtilisateur(admin, { ...(await vise(admin.id)), motif }, T))).code).toBe("regle");
    expect((await erreurDe(effacerUtilisateur(admin, { ...(await vise(admin.id)), confirmation: "" }, T))).code).toBe(
      "regle",
    );
    expect((await erreurDe(desactiverUtilisateur(autre, { ...(await vise(personne.id)), motif }, T))).code).toBe(
      "interdit",
    );
    const second = await creerAgent(base.client, "administrateur");
    await desactiverUtilisateur(second, { ...(await vise(admin.id)), motif }, T);
    // Closed, the first administers no more: the second is the last one.
    const refus = await erreurDe(desactiverUtilisateur(admin, { ...(await vise(second.id)), motif }, T));
    expect(refus.message).toContain("dernier administrateur");
    await reactiverUtilisateur(second, await vise(admin.id));
  });

  test("effacé sur demande, il ne se retrouve que parmi les effacés", async () => {
    const parti = await creerAgent(base.client, "operateur", { prenom: "Parti" });
    await effacerUtilisateur(admin, { ...(await vise(parti.id)), confirmation: "effacer ce compte" }, T);
    expect((await listerUtilisateurs(admin, filtres({ q: "parti" }), T)).total).toBe(0);
    const effaces = await listerUtilisateurs(admin, filtres({ etat: "efface" }), T);
    expect(effaces.lignes).toMatchObject([{ id: parti.id, nom: "effacé", etat: "efface" }]);
    expect((await erreurDe(reactiverUtilisateur(admin, await vise(parti.id)))).code).toBe("introuvable");
  });

  test("le motif d’une désactivation est demandé", () => {
    const lu = demandeDesactivation.safeParse({ utilisateurId: personne.id, version: 0, motif: "  " });
    expect(lu.error?.issues[0]?.message).toBe("Dites pourquoi, en quelques mots.");
  });
});

describe("les courriels", () => {
  const deposer = (genre: "lien_connexion" | "compte", corps: string) =>
    transaction((tx) =>
      deposerCourriel(tx, {
        destinataire: "x@exemple.invalid",
        objet: `Objet ${genre}`,
        corps,
        ...(genre === "compte" ? { genre } : { genre, lien: "empreinte" }),
      }),
    );

  test("sans serveur de courrier, le texte d’un lien se lit pour être transmis, et la lecture s’inscrit", async () => {
    const id = await deposer("lien_connexion", "https://rigel/connexion/lien#secret");
    expect((await lireCourriel(admin, id))?.corps).toContain("#secret");
    expect(await derniere()).toMatchObject({ action: "courriel.lire", objet: id, apres: { genre: "lien_connexion" } });
    expect((await erreurDe(renvoyerCourriel(admin, { courrielId: id }))).code).toBe("regle");
    expect(await lireCourriel(personne, id)).toBeNull();
  });

  test("sans serveur de courrier, d’une invitation se lit le message entier : il est à transmettre", async () => {
    const id = await transaction((tx) =>
      deposerCourriel(tx, {
        destinataire: "x@exemple.invalid",
        objet: "Invitation",
        corps: "Le dossier « Titre » vous invite :\nhttps://rigel/invitations/secret\n\nÀ bientôt",
        genre: "invitation",
        lien: "empreinte",
      }),
    );
    expect((await lireCourriel(admin, id))?.corps).toBe(
      "Le dossier « Titre » vous invite :\nhttps://rigel/invitations/secret\n\nÀ bientôt",
    );
  });

  test("avec un serveur, il est masqué ; les autres restent lisibles", async () => {
    reglages.SMTP_URL = "smtp://127.0.0.1:1";
    const lien = await deposer("lien_connexion", "secret");
    const simple = await deposer("compte", "bonjour");
    expect((await lireCourriel(admin, lien))?.corps).toBeNull();
    expect((await lireCourriel(admin, simple))?.corps).toBe("bonjour");
    reglages.SMTP_URL = undefined;
    await base.client.courriel.update({ where: { id: lien }, data: { corps: CORPS_EFFACE, envoyeLe: T } });
    expect((await lireCourriel(admin, lien))?.corps).toBeNull();
  });

  test("se filtrent par état et se renvoient quand ils ont échoué", async () => {
    const id = await deposer("compte", "raté");
    await base.client.courriel.update({ where: { id }, data: { essais: 9, erreur: "refusé" } });
    const liste = async (f: Record<string, string>) =>
      (await listerCourriels(admin, lireFiltresCourriels(f))).lignes.map((l) => l.id);
    expect(await liste({ etat: "echec" })).toEqual([id]);
    expect(await liste({ etat: "envoye" })).toHaveLength(1);
    expect(await liste({ q: "introuvable" })).toEqual([]);
    reglages.SMTP_URL = "smtp://127.0.0.1:1";
    await renvoyerCourriel(admin, { courrielId: id });
    expect(await base.client.courriel.findUniqueOrThrow({ where: { id } })).toMatchObject({ essais: 0, erreur: null });
    expect((await erreurDe(renvoyerCourriel(admin, { courrielId: id }))).code).toBe("introuvable");
    expect((await erreurDe(listerCourriels(personne, lireFiltresCourriels({})))).code).toBe("interdit");
  });
});
