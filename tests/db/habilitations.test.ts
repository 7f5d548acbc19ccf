import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ajouterMois, jourAParis } from "@/lib/domain/dates";
import { accordDemande, demandeAcces, refusDemande, relecture, retraitHabilitation } from "@/lib/schemas/acces";
import { lireFiltresDemandes, lireFiltresHabilitations } from "@/lib/schemas/filtres-acces";
import type { Agent } from "@/lib/server/droits";
import { accorderDemande } from "@/lib/server/habilitations/accorder-demande";
import { demanderAcces } from "@/lib/server/habilitations/demander-acces";
import { exporterHabilitations } from "@/lib/server/habilitations/exporter-habilitations";
import { lireDemande } from "@/lib/server/habilitations/lire-demande";
import { lireHabilitation } from "@/lib/server/habilitations/lire-habilitation";
import { lireMesAcces } from "@/lib/server/habilitations/lire-mes-acces";
import { listerDemandes } from "@/lib/server/habilitations/lister-demandes";
import { listerHabilitations } from "@/lib/server/habilitations/lister-habilitations";
import { prolongerHabilitation } from "@/lib/server/habilitations/prolonger-habilitation";
import { rappelerEcheances } from "@/lib/server/habilitations/rappeler-echeances";
import { refuserDemande } from "@/lib/server/habilitations/refuser-demande";
import { relireHabilitations } from "@/lib/server/habilitations/relire-habilitations";
import { retirerDemande } from "@/lib/server/habilitations/retirer-demande";
import { retirerHabilitation } from "@/lib/server/habilitations/retirer-habilitation";
import { campusConnus } from "@/lib/server/reference";
import { lireBail, ouvrirBail } from "@/lib/server/session/bail";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const JOUR = new Date("2026-11-21T10:00:00Z");
const aujourdhui = jourAParis(JOUR);
const MOTIF = "Je prépare un dossier de la région.";

let base: BaseDeTest;
let region: Agent;
let admin: Agent;

beforeAll(async () => {
  base = await baseDeTest();
  region = await creerAgent(base.client, "region_academique", { regionAcademique: "01", prenom: "Régine" });
  admin = await creerAgent(base.client, "administrateur", { prenom: "Adama" });
});
afterAll(() => base.fermer());

/** Signed in, without any right. */
async function arrivant(prenom = "Ève"): Promise<Agent> {
  const agent = await creerAgent(base.client, "lecteur_national", { prenom });
  await base.client.habilitation.deleteMany({ where: { utilisateurId: agent.id } });
  return { ...agent, habilitations: [] };
}
const vide = { regionAcademique: "", uai: "", campus: "", siret: "", motif: MOTIF };
const SIRET = "11000000000007";
const demander = (agent: Agent, saisie: object = {}) =>
  demanderAcces(
    agent,
    demandeAcces.parse({ ...vide, role: "equipe_projet", regionAcademique: "01", siret: SIRET, ...saisie } as never),
    JOUR,
  );
const accord = (demandeId: string, version = 0, fin = "2027-11-21", regionAcademique = "01") =>
  accordDemande.parse({
    ...{ demandeId, version, role: "equipe_projet", regionAcademique, uai: "", campus: "", fin, message: "" },
  });
const courriels = (destinataire: string) =>
  base.client.courriel.findMany({ where: { destinataire }, orderBy: { creeLe: "asc" } });

test("le parcours : demandée, accordée, prolongée, relue, retirée ; la session se ferme, le journal raconte tout", async () => {
  const eve = await arrivant();
  const { id } = await demander(eve);
  expect((await listerDemandes(region, lireFiltresDemandes({}))).lignes.map((d) => d.id)).toContain(id);
  const { habilitationId } = await accorderDemande(region, accord(id), JOUR);
  const jeton = await ouvrirBail(eve.id, { action: "essai", methode: "proconnect" }, JOUR);
  expect((await lireBail(jeton, JOUR))?.habilitations).toMatchObject([
    { role: "equipe_projet", regionAcademique: "01" },
  ]);
  await prolongerHabilitation(region, { habilitationId, version: 0, fin: "2028-06-30" }, JOUR);
  await relireHabilitations(region, relecture.parse({ choix: [{ habilitationId, version: 1 }] }), JOUR);
  const retrait = retraitHabilitation.parse({
    habilitationId,
    version: 2,
    motif: "A changé de service.",
    confirme: true,
  });
  expect(await retirerHabilitation(region, retrait, JOUR)).toMatchObject({ sessions: 1 });
  expect(await lireBail(jeton, JOUR)).toBeNull();

  const lue = await lireHabilitation(region, habilitationId, JOUR);
  expect(lue?.historique.map((p) => p.action)).toEqual([
    "habilitation.retirer",
    "habilitation.relire",
    "habilitation.prolonger",
    "demande.accorder",
  ]);
  expect((await lireMesAcces(eve, JOUR)).droits).toMatchObject([
    { etat: "retiree", motifRetrait: "A changé de service." },
  ]);
  const mails = (await courriels(eve.email)).map((c) => c.objet);
  expect(mails).toHaveLength(3);
  // The journal holds no name, no address, no reason: an account can be erased without breaking the chain.
  const entrees = await base.client.entreeJournal.findMany({ where: { objet: { in: [id, habilitationId] } } });
  expect(JSON.stringify(entrees.map((e) => [e.avant, e.apres]))).not.toMatch(/Ève|exemple|service|dossier de la/);
});

describe("demander", () => {
  test("une seconde demande pour la même chose, ou un droit déjà tenu, est refusée avec une phrase", async () => {
    const eve = await arrivant();
    const { id } = await demander(eve);
    expect(await erreurDe(demander(eve))).toMatchObject({
      code: "regle",
      message: expect.stringMatching(/déjà une demande/),
    });
    await demander(eve, { regionAcademique: "02" });
    await accorderDemande(region, accord(id), JOUR);
    expect(await erreurDe(demander(eve))).toMatchObject({
      code: "regle",
      message: expect.stringMatching(/déjà ce droit/),
    });
  });

  test("deux clics à la fois : une seule demande", async () => {
    const eve = await arrivant();
    const faits = await Promise.allSettled([demander(eve), demander(eve)]);
    expect(faits.map((f) => f.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("l’UAI donne la région, qui voit la demande ; un UAI sans département est refusé au champ", async () => {
    const eve = await arrivant();
    const { id } = await demander(eve, { role: "etablissement", uai: "0699999U", regionAcademique: "02" });
    expect(await lireDemande(region, id, JOUR)).toMatchObject({ uai: "0699999U", regionAcademique: "01", siret: null });
    expect(await erreurDe(demander(eve, { role: "etablissement", uai: "9990000W" }))).toMatchObject({
      code: "saisie",
      fields: { uai: expect.stringContaining("département") },
    });
  });

  test("les champs du rôle sont demandés, un partenaire est renvoyé à son invitation", () => {
    const champs = (saisie: object) => {
      const lu = demandeAcces.safeParse({ ...vide, ...saisie });
      return lu.success ? [] : lu.error.issues.map((i) => i.path.join("."));
    };
    expect(champs({ role: "coordonnateur_cmq" })).toEqual(["regionAcademique", "campus", "siret"]);
    expect(champs({ role: "etablissement" })).toEqual(["uai"]);
    expect(champs({ role: "evaluateur_sgpi", siret: "11000000000008" })).toEqual(["siret"]);
    expect(champs({ role: "operateur", motif: "" })).toContain("siret");
    expect(champs({ role: "partenaire" })).toEqual(["role"]);
    expect(champs({ role: "operateur", siret: SIRET, motif: "oui" })).toEqual(["motif"]);
  });

  test("on retire sa demande, pas celle d’une autre personne, ni une demande décidée", async () => {
    const eve = await arrivant();
    const { id } = await demander(eve);
    expect(await erreurDe(retirerDemande(region, { demandeId: id, version: 0 }, JOUR))).toMatchObject({
      code: "introuvable",
    });
    await retirerDemande(eve, { demandeId: id, version: 0 }, JOUR);
    expect(await erreurDe(retirerDemande(eve, { demandeId: id, version: 1 }, JOUR))).toMatchObject({ code: "regle" });
    expect(await erreurDe(accorderDemande(region, accord(id, 1), JOUR))).toMatchObject({ code: "regle" });
  });
});

describe("décider", () => {
  test("de deux personnes à la fois, la seconde sait qui a décidé", async () => {
    const { id } = await demander(await arrivant());
    const refus = refusDemande.parse({ demandeId: id, version: 0, motif: "Vous n’êtes pas de ce service." });
    const faits = await Promise.allSettled([
      accorderDemande(region, accord(id), JOUR),
      refuserDemande(admin, refus, JOUR),
    ]);
    expect(faits.filter((f) => f.status === "fulfilled")).toHaveLength(1);
    const perdant = faits.find((f) => f.status === "rejected") as PromiseRejectedResult;
    expect(perdant.reason.reponse).toMatchObject({
      code: "conflit",
      conflit: { par: expect.stringMatching(/Régine|Adama/) },
    });
  });

  test("ni la sienne, ni celle d’une autre région, ni vers une autre région", async () => {
    const eve = await arrivant();
    const { id } = await demander(eve, { regionAcademique: "02" });
    expect(await erreurDe(accorderDemande(region, accord(id), JOUR))).toMatchObject({ code: "introuvable" });
    expect(await lireDemande(region, id, JOUR)).toBeNull();
    const { id: ici } = await demander(eve);
    expect(await erreurDe(accorderDemande(region, accord(ici, 0, "2027-11-21", "02"), JOUR))).toMatchObject({
      code: "interdit",
    });
    // Refused as a whole: still to be decided.
    expect((await lireDemande(region, ici, JOUR))?.etat).toBe("en_attente");
    const { id: mienne } = await demander(region, { regionAcademique: "03" });
    expect(await erreurDe(accorderDemande(region, accord(mienne), JOUR))).toMatchObject({ code: "introuvable" });
  });

  test("la coordination d’un campus ne décide que pour ce campus, dans sa région, et ne corrige ni l’un ni l’autre", async () => {
    const [campus, ailleurs] = campusConnus().map((c) => c.nom) as [string, string];
    const coordo = await creerAgent(base.client, "coordonnateur_cmq", { regionAcademique: "01", campus });
    const demanderCampus = async (portee: object) =>
      (await demander(await arrivant(), { role: "coordonnateur_cmq", ...portee })).id;
    const accorder = (demandeId: string, portee: object) =>
      accorderDemande(
        coordo,
        accordDemande.parse({
          ...{ demandeId, version: 0, role: "coordonnateur_cmq", uai: "", fin: "2027-11-21", message: "" },
          ...portee,
        }),
        JOUR,
      );
    for (const portee of [
      { regionAcademique: "02", campus },
      { regionAcademique: "01", campus: ailleurs },
    ]) {
      const id = await demanderCampus(portee);
      expect((await erreurDe(accorder(id, portee))).code).toBe("introuvable");
      expect((await erreurDe(accorder(id, { regionAcademique: "01", campus }))).code).toBe("introuvable");
      const ici = await demanderCampus({ regionAcademique: "01", campus });
      expect((await erreurDe(accorder(ici, portee))).code).toBe("interdit");
      await accorder(ici, { regionAcademique: "01", campus });
    }
  });

  test("qui vient de perdre son droit, ou son compte, n’accorde, ne prolonge et ne retire plus rien, même en pleine requête", async () => {
    const { habilitationId } = await accorderDemande(region, accord((await demander(await arrivant())).id), JOUR);
    const { id } = await demander(await arrivant());
    const sorti = await creerAgent(base.client, "region_academique", { regionAcademique: "01" });
    const refuses = async () => {
      for (const geste of [
        () => accorderDemande(sorti, accord(id), JOUR),
        () => prolongerHabilitation(sorti, { habilitationId, version: 0, fin: "2028-06-30" }, JOUR),
        () =>
          retirerHabilitation(sorti, { habilitationId, version: 0, motif: "Une bonne raison.", confirme: true }, JOUR),
      ])
        expect((await erreurDe(geste())).code).toBe("introuvable");
    };
    await base.client.habilitation.updateMany({ where: { utilisateurId: sorti.id }, data: { retireeLe: JOUR } });
    await refuses();
    await base.client.habilitation.updateMany({ where: { utilisateurId: sorti.id }, data: { retireeLe: null } });
    await base.client.utilisateur.update({ where: { id: sorti.id }, data: { desactiveLe: JOUR } });
    await refuses();
  });

  test("trois ans au plus, jamais une date passée", async () => {
    const { id } = await demander(await arrivant());
    for (const fin of ["2026-11-20", "2029-11-22"])
      expect(await erreurDe(accorderDemande(region, accord(id, 0, fin), JOUR))).toMatchObject({
        code: "saisie",
        fields: { fin: expect.any(String) },
      });
    await accorderDemande(region, accord(id, 0, "2029-11-21"), JOUR);
  });

  test("une version dépassée est un conflit, et rien n’est écrit", async () => {
    const { id } = await demander(await arrivant());
    const { habilitationId } = await accorderDemande(region, accord(id), JOUR);
    await prolongerHabilitation(region, { habilitationId, version: 0, fin: "2028-01-01" }, JOUR);
    const retrait = { habilitationId, version: 0, motif: "Une bonne raison.", confirme: true as const };
    expect(await erreurDe(retirerHabilitation(admin, retrait, JOUR))).toMatchObject({ code: "conflit" });
    expect((await lireHabilitation(admin, habilitationId, JOUR))?.etat).toBe("active");
  });
});

test("la liste se cherche sans accents, se filtre par état et s’exporte sans formule", async () => {
  const eve = await arrivant("=Éléonore");
  const { id } = await demander(eve);
  await accorderDemande(region, accord(id, 0, "2026-12-20"), JOUR);
  const lire = (f: Record<string, unknown>) => listerHabilitations(region, lireFiltresHabilitations(f), JOUR);
  expect((await lire({ q: "eleonore" })).lignes.map((l) => [l.personne, l.etat])).toEqual([[eve.nom, "bientot"]]);
  expect((await lire({ q: "eleonore", etat: "terminee" })).lignes).toEqual([]);
  const { texte } = await exporterHabilitations(region, lireFiltresHabilitations({ q: "eleonore" }), JOUR);
  expect(texte).toContain("'=Éléonore");
  expect((await listerHabilitations(eve, lireFiltresHabilitations({}), JOUR)).total).toBe(0);
  expect(await erreurDe(exporterHabilitations(eve, lireFiltresHabilitations({}), JOUR))).toMatchObject({
    code: "interdit",
  });
});

test("rappels : avant la fin, à la revue, puis aux administrateurs ; chacun une fois, et rien n’est retiré", async () => {
  await base.client.habilitation.deleteMany({ where: { utilisateurId: { notIn: [region.id, admin.id] } } });
  await base.client.habilitation.updateMany({ data: { relueLe: JOUR } });
  const eve = await arrivant();
  const droit = { utilisateurId: eve.id, role: "equipe_projet", regionAcademique: "01", debut: JOUR } as const;
  const le = (jour: string) => new Date(`${jour}T00:00:00Z`);
  const creer = (fin: string, accordee: string) =>
    base.client.habilitation.create({ data: { ...droit, fin: le(fin), accordeeLe: le(accordee) } });
  await creer("2026-12-21", aujourdhui);
  await creer("2026-12-22", aujourdhui);
  await creer("2028-01-01", ajouterMois(aujourdhui, -13));
  await creer("2028-01-01", ajouterMois(aujourdhui, -15));
  expect(await rappelerEcheances(JOUR)).toEqual({ fins: 1, revues: 2, retards: 1 });
  expect(await rappelerEcheances(JOUR)).toEqual({ fins: 0, revues: 0, retards: 0 });
  const mails = async (a: string) => (await courriels(a)).filter((c) => c.genre === "relance").map((c) => c.objet);
  expect(await mails(eve.email)).toHaveLength(1);
  expect(await mails(region.email)).toHaveLength(1);
  expect(await mails(admin.email)).toHaveLength(1);
  expect((await listerHabilitations(region, lireFiltresHabilitations({ etat: "a_revoir" }), JOUR)).total).toBe(2);
});
