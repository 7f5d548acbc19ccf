import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { avantInstant } from "@/lib/domain/conservation";
import { jourAParis } from "@/lib/domain/dates";
import { stockage } from "@/lib/integrations/stockage";
import { commande } from "@/lib/server/commandes/conservation";
import { aEffacer, aPrevenir, etablirPlan, exceptions } from "@/lib/server/conservation/etablir-plan";
import { executerConservation, executerSurDemande } from "@/lib/server/conservation/executer";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { retirerPiece } from "@/lib/server/pieces/retirer-piece";
import { creerAgent, erreurDe, exemple, importer, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

// Its own data folder: files really go.
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "s".repeat(32), RIGEL_DATA: mkdtempSync("/tmp/rigel-conservation-") } };
});

let base: BaseDeTest;
let admin: Agent;
const T = new Date("2026-11-21T09:00:00Z");
const JOUR = jourAParis(T);
const JOUR_MS = 86_400_000;
const apres = (jours: number) => new Date(T.getTime() + jours * JOUR_MS);

beforeAll(async () => {
  base = await baseDeTest();
  admin = await creerAgent(base.client, "administrateur", { prenom: "Ada" });
});
afterAll(() => base.fermer());
/** Only the accounts of the test at hand are without contact. */
beforeEach(() => base.client.utilisateur.updateMany({ data: { dernierContactLe: apres(60) } }));

const dater = (agent: Agent, contact: Date) =>
  base.client.utilisateur.update({ where: { id: agent.id }, data: { dernierContactLe: contact } });
const ids = (comptes: { id: string }[]) => comptes.map((c) => c.id);

describe("un compte sans contact depuis deux ans", () => {
  test("est prévenu une fois, puis effacé trente jours après ; s’il revient entre-temps, il reste", async () => {
    const parti = await creerAgent(base.client, "lecteur_national", { prenom: "Parti" });
    const revenu = await creerAgent(base.client, "lecteur_national", { prenom: "Revenu" });
    for (const agent of [parti, revenu]) await dater(agent, new Date("2024-12-10T12:00:00Z"));

    expect(ids(aPrevenir((await etablirPlan(T)).comptes)).sort()).toEqual([parti.id, revenu.id].sort());
    expect((await executerConservation(null, T)).prevenus).toBe(2);
    expect((await executerConservation(null, apres(1))).prevenus).toBe(0);
    const courriels = await base.client.courriel.findMany({ where: { destinataire: parti.email } });
    expect(courriels).toHaveLength(1);
    expect(courriels[0]?.corps).toContain(
      "effacé le 21 décembre 2026".replaceAll(" ", "\u00a0").replace("effacé\u00a0le\u00a0", "effacé le "),
    );

    await dater(revenu, apres(10));
    expect((await executerConservation(null, apres(29))).comptes).toBe(0);
    expect((await executerConservation(null, apres(30))).comptes).toBe(1);
    const lignes = await base.client.utilisateur.findMany({ where: { id: { in: [parti.id, revenu.id] } } });
    expect(lignes.find((l) => l.id === parti.id)?.effaceLe).not.toBeNull();
    expect(lignes.find((l) => l.id === revenu.id)).toMatchObject({ effaceLe: null, email: revenu.email });
  });

  test("un compte jamais utilisé compte depuis sa création ; un compte de démonstration ne compte pas", async () => {
    const jamais = await creerAgent(base.client, "lecteur_national");
    const persona = await creerAgent(base.client, "lecteur_national");
    const vieux = { creeLe: new Date("2020-01-01"), dernierContactLe: null };
    await base.client.utilisateur.update({ where: { id: jamais.id }, data: vieux });
    await base.client.utilisateur.update({ where: { id: persona.id }, data: { ...vieux, persona: "essai" } });
    expect(ids((await etablirPlan(T)).comptes)).toEqual([jamais.id]);
  });

  test("le dernier administrateur et la personne d’un dossier vivant sont des exceptions, avec leur raison", async () => {
    const seule = await creerAgent(base.client, "equipe_projet", { prenom: "Seule" });
    const lectrice = await creerAgent(base.client, "equipe_projet", { prenom: "Lectrice" });
    const dossierId = await importer(seule, exemple("brouillon-minimal"));
    await base.client.membreDossier.create({ data: { dossierId, utilisateurId: lectrice.id, droit: "lecteur" } });
    for (const agent of [admin, seule, lectrice])
      await base.client.utilisateur.update({
        where: { id: agent.id },
        data: { dernierContactLe: new Date("2020-01-01"), prevenuLe: new Date("2026-01-01") },
      });
    const { comptes, nombres } = await etablirPlan(T);
    expect(nombres.comptes).toBe(0);
    const raison = (id: string) => exceptions(comptes).find((c) => c.id === id)?.exception;
    expect(raison(admin.id)).toContain("dernier administrateur");
    expect(raison(seule.id)).toContain("nommer un autre responsable");
    // An administrator reads it: no title of a dossier.
    expect(raison(seule.id)).not.toContain("«");
    expect(raison(lectrice.id)).toContain("dossier vivant");
    await executerConservation(null, T);
    expect(
      await base.client.utilisateur.count({
        where: { effaceLe: { not: null }, id: { in: [admin.id, seule.id, lectrice.id] } },
      }),
    ).toBe(0);
    // Over: nothing holds its reader any more.
    await base.client.dossier.update({ where: { id: dossierId }, data: { etat: "abandonne" } });
    expect(ids(aEffacer((await etablirPlan(T)).comptes)).sort()).toEqual([seule.id, lectrice.id].sort());
  });
});

test("chaque règle efface ce qui a atteint son terme, et rien de la milliseconde d’après", async () => {
  const { client } = base;
  const personne = await creerAgent(client, "lecteur_national");
  const utilisateurId = personne.id;
  await dater(personne, T);
  const dossierId = await importer(await creerAgent(client, "equipe_projet"), exemple("brouillon-minimal"));
  const aux = (code: Parameters<typeof avantInstant>[0]) => {
    const limite = avantInstant(code, JOUR);
    return [new Date(limite.getTime() - 1), limite] as const;
  };
  const loin = new Date("2027-01-01");
  for (const [i, fin] of aux("sessions").entries())
    await client.session.createMany({
      data: [
        { id: `fermee${i}`, utilisateurId, ouverteLe: fin, expireLe: fin, fermeeLe: fin },
        { id: `expiree${i}`, utilisateurId, ouverteLe: fin, expireLe: fin },
      ],
    });
  for (const [i, fin] of aux("liens").entries())
    await client.lienConnexion.createMany({
      data: [
        { id: `utilise${i}`, utilisateurId, expireLe: loin, utiliseLe: fin },
        { id: `expire${i}`, utilisateurId, expireLe: fin },
      ],
    });
  for (const [i, fin] of aux("invitations").entries())
    await client.invitation.createMany({
      data: [
        {
          empreinte: `exp${i}`,
          dossierId,
          email: "x@y.fr",
          droit: "lecteur",
          invitantId: utilisateurId,
          expireLe: fin,
        },
        {
          ...{ empreinte: `ret${i}`, dossierId, email: "x@y.fr", droit: "lecteur", invitantId: utilisateurId },
          expireLe: loin,
          retireeLe: fin,
        },
        {
          ...{ empreinte: `acc${i}`, dossierId, email: "x@y.fr", droit: "lecteur", invitantId: utilisateurId },
          expireLe: fin,
          accepteeLe: fin,
        },
      ],
    });
  await client.courriel.deleteMany();
  for (const fin of aux("courriels"))
    await client.courriel.createMany({
      data: [
        { destinataire: "x@y.fr", objet: "o", corps: "c", genre: "compte", creeLe: fin, envoyeLe: fin },
        { destinataire: "x@y.fr", objet: "o", corps: "c", genre: "compte", creeLe: fin },
      ],
    });
  for (const fin of aux("demandes"))
    await client.demandeAcces.createMany({
      data: [
        { utilisateurId, role: "operateur", motif: "m", etat: "refusee", decideeLe: fin },
        { utilisateurId, role: "operateur", motif: "m", etat: "retiree", creeLe: fin },
        { utilisateurId, role: "operateur", motif: "m", etat: "accordee", decideeLe: fin },
      ],
    });
  for (const [i, fin] of aux("organisations").entries())
    await client.organisation.createMany({
      data: [
        { nom: "Déclarée", uai: `declaree-${i}`, modifieLe: fin },
        { nom: "Vérifiée", uai: `verifiee-${i}`, source: "annuaire", verifieeLe: fin, modifieLe: fin },
      ],
    });
  const attendu = { sessions: 2, liens: 2, invitations: 2, courriels: 2, demandes: 2, organisations: 1 };
  expect((await etablirPlan(T)).nombres).toMatchObject(attendu);
  expect(await executerConservation(null, T)).toMatchObject(attendu);
  expect((await etablirPlan(T)).nombres).toMatchObject({
    sessions: 0,
    liens: 0,
    invitations: 0,
    courriels: 0,
    demandes: 0,
    organisations: 0,
  });
  expect(await client.session.count({ where: { utilisateurId } })).toBe(2);
  expect(await client.invitation.count({ where: { dossierId, accepteeLe: { not: null } } })).toBe(2);
  expect(await client.demandeAcces.count({ where: { utilisateurId, etat: "accordee" } })).toBe(2);
  const [entree] = await client.entreeJournal.findMany({
    where: { action: "conservation.executer" },
    orderBy: { id: "desc" },
    take: 1,
  });
  expect(entree?.apres).toMatchObject(attendu);
});

test("une pièce retirée perd son fichier après 90 jours, sauf si une version déposée la cite", async () => {
  const { client } = base;
  const agent = await creerAgent(client, "equipe_projet");
  const dossierId = await importer(agent, exemple("brouillon-minimal"));
  const pieces: { id: string; cle: string }[] = [];
  for (const nom of ["retiree.pdf", "citee.pdf", "recente.pdf", "gardee.pdf"]) {
    const { id } = await ajouterPiece(agent, { dossierId, nom, octets: octetsPdf(nom) }, T);
    const { cleStockage } = await client.piece.findUniqueOrThrow({ where: { id } });
    pieces.push({ id, cle: cleStockage as string });
  }
  const [retiree, citee, recente, gardee] = pieces as [(typeof pieces)[0], ...typeof pieces];
  for (const p of [retiree, citee]) await retirerPiece(agent, { dossierId, pieceId: p?.id as string }, T);
  await retirerPiece(agent, { dossierId, pieceId: recente?.id as string }, apres(5));
  await client.versionDeposee.create({
    data: {
      dossierId,
      numero: 1,
      deposeeLe: T,
      deposeeParId: agent.id,
      regime: "ATCF",
      regimeNumero: 1,
      donnees: {},
      verdicts: { constats: [] },
      pieces: [{ id: citee?.id, cle: citee?.cle }],
      pdfCle: "x",
      pdfOctets: 1,
      pdfSha256: "0".repeat(64),
      donneesSha256: "0".repeat(64),
    },
  });
  expect((await executerConservation(null, apres(89))).pieces).toBe(0);
  expect((await executerConservation(null, apres(90))).pieces).toBe(1);
  const tailles = await Promise.all([retiree, citee, recente, gardee].map((p) => stockage.taille(p?.cle as string)));
  expect(tailles.map((t) => t !== null)).toEqual([false, true, true, true]);
  const entree = await client.entreeJournal.findFirstOrThrow({ where: { action: "piece.effacer" } });
  expect(entree).toMatchObject({ dossierId, objet: retiree.id });
});

test("simuler ne change rien ; la commande dit les nombres, pas les noms", async () => {
  const parti = await creerAgent(base.client, "lecteur_national", { prenom: "Simulé" });
  await dater(parti, new Date("2020-01-01"));
  const avant = await base.client.entreeJournal.count();
  const dit: string[] = [];
  const sortie = { stdout: (t: string) => dit.push(t), stderr: (t: string) => dit.push(t) };
  expect(await commande.executer(["--simuler", "--json"], sortie, T)).toBe(0);
  const lu = JSON.parse(dit.join(""));
  expect(lu).toMatchObject({ format: "rigel-conservation/1", jour: JOUR, simulation: true, nombres: { prevenus: 1 } });
  expect(dit.join("")).not.toContain(parti.email);
  expect(await base.client.entreeJournal.count()).toBe(avant);
  dit.length = 0;
  await commande.executer([], sortie, T);
  expect(dit.join("")).toContain("Conservation appliquée le 21/11/2026");
  await expect(commande.executer(["--tout"], sortie, T)).rejects.toThrow("Option inconnue");
});

test("un administrateur seul l’exécute depuis la page", async () => {
  const lecteur = await creerAgent(base.client, "lecteur_national");
  expect((await erreurDe(executerSurDemande(lecteur, {}, T))).code).toBe("interdit");
  await executerSurDemande(admin, {}, T);
  const derniere = await base.client.entreeJournal.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(derniere).toMatchObject({ action: "conservation.executer", acteurId: admin.id });
});
