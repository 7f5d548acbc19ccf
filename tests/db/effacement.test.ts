import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { libelleDonnee } from "@/lib/domain/donnees-compte";
import { verifierJournal } from "@/lib/server/audit/verifier-journal";
import { transaction } from "@/lib/server/base";
import { mesuresConstat } from "@/lib/server/carte/constat/mesures-constat";
import { lireCommentaires } from "@/lib/server/commentaires/lire-commentaires";
import { effacerCompte } from "@/lib/server/comptes/effacer-compte";
import { effacerMonCompte } from "@/lib/server/comptes/effacer-mon-compte";
import { exporterCompte } from "@/lib/server/comptes/exporter-compte";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { lireBail, ouvrirBail } from "@/lib/server/session/bail";
import { demandeLue, poserDemandes } from "./carte";
import { creerAgent, erreurDe, exemple, importer, inviter, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let partante: Agent;
let collegue: Agent;
let dossierId: string;
let jeton: string;
const ANCIENNE = "p.ancienne@exemple.invalid";
const CONFIRME = { confirmation: "effacer mon compte" };

beforeAll(async () => {
  base = await baseDeTest();
  partante = await creerAgent(base.client, "equipe_projet", { prenom: "Perrine" });
  collegue = await creerAgent(base.client, "equipe_projet", { prenom: "Colin" });
  const admin = await creerAgent(base.client, "administrateur");
  dossierId = await importer(partante, exemple("fpi-aura"));
  await base.client.versionDeposee.create({
    data: {
      dossierId,
      numero: 1,
      deposeeLe: JOUR_DEPOT,
      deposeeParId: partante.id,
      regime: "CMA-DISPO-S2",
      regimeNumero: 1,
      donnees: {},
      verdicts: { constats: [] },
      pieces: [],
      pdfCle: "versions/00/essai",
      pdfOctets: 1,
      pdfSha256: "0".repeat(64),
      donneesSha256: "0".repeat(64),
    },
  });
  jeton = await ouvrirBail(
    partante.id,
    { action: "session.ouvrir_persona", methode: "persona", appareil: "Firefox sur Linux" },
    JOUR_DEPOT,
  );
  const { client } = base;
  await client.utilisateur.update({
    where: { id: partante.id },
    data: { sub: "sub-de-perrine", siret: "11004302500018" },
  });
  await client.demandeAcces.create({
    data: {
      utilisateurId: partante.id,
      role: "operateur",
      motif: "Je suis Perrine, je remplace Paul",
      siret: "11004302500018",
    },
  });
  await client.invitation.createMany({
    data: [
      {
        empreinte: "a",
        dossierId,
        email: partante.email,
        droit: "lecteur",
        invitantId: collegue.id,
        expireLe: new Date("2030-01-01"),
      },
      {
        empreinte: "b",
        dossierId,
        email: partante.email,
        droit: "lecteur",
        invitantId: collegue.id,
        expireLe: new Date("2030-01-01"),
        accepteeLe: JOUR_DEPOT,
        inviteId: partante.id,
      },
    ],
  });
  await client.lienConnexion.create({
    data: { id: "empreinte", utilisateurId: partante.id, expireLe: new Date("2030-01-01") },
  });
  await client.habilitation.updateMany({
    where: { utilisateurId: partante.id },
    data: { motif: "Perrine arrive de Lyon", accordeeParId: admin.id },
  });
  const discuter = (auteurId: string, texte: string) =>
    client.commentaire.create({ data: { dossierId, section: "identite", adresse: "identite/titre", texte, auteurId } });
  await discuter(partante.id, "Ce titre me va.");
  const cite = await discuter(collegue.id, `@{${partante.id}} à relire`);
  await client.mentionCommentaire.create({ data: { commentaireId: cite.id, utilisateurId: partante.id } });
  await client.presence.create({
    data: {
      ...{ dossierId, client: "00000000-0000-4000-8000-000000000001", utilisateurId: partante.id },
      ...{ section: "identite", vueLe: JOUR_DEPOT },
    },
  });
  await transaction(async (tx) => {
    await deposerCourriel(tx, { destinataire: partante.email, objet: "Bonjour", corps: "Lisez", genre: "compte" });
    await deposerCourriel(tx, {
      destinataire: admin.email,
      objet: `${partante.email} demande un accès`,
      corps: `Une personne (${partante.email.toUpperCase()}) demande un accès.`,
      genre: "demande",
    });
  });
}, 60_000);
afterAll(() => base.fermer());

describe("l’export du compte", () => {
  test("tient tout ce que la base sait de la personne, et s’inscrit au journal sans contenu", async () => {
    const { texte } = await exporterCompte(partante, "json", JOUR_DEPOT);
    const lu = JSON.parse(texte);
    expect(lu.format).toBe("rigel-compte/1");
    expect(lu.compte[0]).toMatchObject({ email: partante.email, identifiantProConnect: "sub-de-perrine" });
    expect(lu.droits).toHaveLength(1);
    expect(lu.demandes[0].motif).toContain("je remplace Paul");
    expect(lu.equipes[0]).toMatchObject({ dossier: dossierId, droit: "responsable" });
    expect(lu.invitations).toHaveLength(2);
    expect(lu.sessions[0].appareil).toBe("Firefox sur Linux");
    expect(lu.courriels).toHaveLength(1);
    expect(lu.depots).toEqual([{ dossier: dossierId, version: 1, deposeeLe: JOUR_DEPOT.toISOString() }]);
    expect(lu.commentaires).toMatchObject([{ dossier: dossierId, section: "Identité", texte: "Ce titre me va." }]);
    expect(lu.mentions).toMatchObject([{ dossier: dossierId, luLe: null }]);
    expect(lu.presences).toMatchObject([{ dossier: dossierId, section: "Identité" }]);
    expect(lu.journal.map((e: { action: string }) => e.action)).toContain("dossier.importer");
    const cles = Object.values(lu).flatMap((l) => (Array.isArray(l) ? l.flatMap((o) => Object.keys(o)) : []));
    expect([...new Set(cles)].filter((cle) => libelleDonnee(cle) === cle)).toEqual([]);
    const entree = await base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } });
    expect(entree).toMatchObject({ action: "compte.exporter", objet: partante.id, apres: { format: "json" } });
  });

  test("tient ce que la personne a fait sur la carte", async () => {
    const importId = await poserDemandes(base.client, [{ numero: "CARTE1" }]);
    const le = { saisiLe: JOUR_DEPOT, saisiParId: partante.id };
    const vus = { scolaire: 15, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 };
    const cle = { numero: "CARTE1", rentree: 2025 };
    const mesures = mesuresConstat(demandeLue(cle), vus);
    const { client } = base;
    await client.constatPlaces.create({ data: { ...cle, ...vus, ...mesures, ...le, source: "saisie" } });
    await client.effectifSaisi.create({
      data: { territoire: "R01", rentree: 2025, effectif: 9, source: "DEPP", ...le },
    });
    await client.demandeMotif.create({ data: { ...cle, demandeeLe: JOUR_DEPOT, demandeeParId: partante.id } });
    await client.lienCarte.create({
      data: { dossierId, numero: "CARTE1", etat: "confirme", decideLe: JOUR_DEPOT, decideParId: partante.id },
    });
    await client.importCarte.update({ where: { id: importId }, data: { appliqueParId: partante.id } });
    await client.varianteRefusee.create({
      data: { premiereId: importId, secondeId: dossierId, refuseeLe: JOUR_DEPOT, refuseeParId: partante.id },
    });
    const lu = JSON.parse((await exporterCompte(partante, "json", JOUR_DEPOT)).texte);
    expect(lu.constats).toMatchObject([{ demandeCarte: "CARTE1", rentree: 2025, saisiLe: JOUR_DEPOT.toISOString() }]);
    expect(lu.effectifs).toMatchObject([{ territoire: "R01", rentree: 2025, source: "DEPP" }]);
    expect(lu.motifs).toMatchObject([{ demandeCarte: "CARTE1", rentree: 2025 }]);
    expect(lu.liensCarte).toMatchObject([{ dossier: dossierId, demandeCarte: "CARTE1", etat: "rattachée" }]);
    expect(lu.importsCarte).toMatchObject([{ fichier: "orion.csv", envoyeParVousLe: null }]);
    expect(lu.colorations).toHaveLength(1);
    const cles = Object.values(lu).flatMap((l) => (Array.isArray(l) ? l.flatMap((o) => Object.keys(o)) : []));
    expect([...new Set(cles)].filter((c) => libelleDonnee(c) === c)).toEqual([]);
  });

  test("se lit dans un tableur, sans formule", async () => {
    await base.client.utilisateur.update({ where: { id: partante.id }, data: { organisation: "=1+1" } });
    const { texte } = await exporterCompte(partante, "csv", JOUR_DEPOT);
    expect(texte).toContain("Compte;1;Organisation;'=1+1");
    expect(texte.startsWith("\uFEFFRubrique;Ligne;Donnée;Valeur\r\n")).toBe(true);
  });
});

describe("l’effacement du compte", () => {
  test("est refusé à la dernière personne responsable d’un dossier vivant, avec la sortie", async () => {
    const { code, message } = await erreurDe(effacerMonCompte(partante, CONFIRME, JOUR_DEPOT));
    expect(code).toBe("regle");
    expect(message).toMatch(/FPI.*nommez un autre responsable/s);
    // A responsable whose account is closed answers for nothing.
    await inviter(base.client, dossierId, collegue, "responsable");
    await base.client.utilisateur.update({ where: { id: collegue.id }, data: { desactiveLe: JOUR_DEPOT } });
    expect((await erreurDe(effacerMonCompte(partante, CONFIRME, JOUR_DEPOT))).code).toBe("regle");
    await base.client.utilisateur.update({ where: { id: collegue.id }, data: { desactiveLe: null } });
  });

  test("dit à un administrateur quels dossiers le retiennent sans leur titre", async () => {
    const [admin] = await base.client.utilisateur.findMany({
      where: { habilitations: { some: { role: "administrateur" } } },
    });
    await base.client.membreDossier.deleteMany({ where: { dossierId, utilisateurId: collegue.id } });
    const acteur = { id: admin?.id as string };
    const { code, message } = await erreurDe(
      transaction((tx) => effacerCompte(tx, partante.id, { acteur, motif: "administrateur" }, JOUR_DEPOT)),
    );
    expect(code).toBe("regle");
    expect(message).toContain(`d’un dossier (${dossierId.slice(0, 8)})`);
    expect(message).not.toMatch(/FPI|«/);
    await inviter(base.client, dossierId, collegue, "responsable");
  });

  test("est refusé au dernier administrateur", async () => {
    const [admin] = await base.client.utilisateur.findMany({
      where: { habilitations: { some: { role: "administrateur" } } },
    });
    const refus = erreurDe(
      transaction((tx) => effacerCompte(tx, admin?.id as string, { acteur: null, motif: "conservation" }, JOUR_DEPOT)),
    );
    expect((await refus).message).toContain("dernier administrateur");
  });

  test("ne laisse qu’un numéro", async () => {
    // ProConnect had changed the address: what was written to the former one goes too.
    await base.client.courriel.create({
      data: { destinataire: ANCIENNE, utilisateurId: partante.id, objet: "o", corps: "c", genre: "compte" },
    });
    const jalon = { dossierId, email: ANCIENNE, invitantId: collegue.id, expireLe: new Date("2030-01-01") };
    await base.client.invitation.create({ data: { ...jalon, empreinte: "c", droit: "lecteur" } });
    const avant = await base.client.entreeJournal.findMany({ orderBy: { id: "asc" } });
    await effacerMonCompte(partante, CONFIRME, JOUR_DEPOT);
    const ligne = await base.client.utilisateur.findUniqueOrThrow({ where: { id: partante.id } });
    expect(ligne).toMatchObject({
      prenom: "Compte",
      nom: "effacé",
      email: `${partante.id}@efface.invalid`,
      organisation: "",
      siret: null,
      sub: null,
      persona: null,
      effaceLe: JOUR_DEPOT,
    });
    expect(await lireBail(jeton, JOUR_DEPOT)).toBeNull();
    // What was in the journal is as it was: nothing in it had to change.
    expect(await base.client.entreeJournal.findMany({ orderBy: { id: "asc" }, take: avant.length })).toEqual(avant);
    const derniere = await base.client.entreeJournal.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(derniere).toMatchObject({
      action: "compte.effacer",
      acteurId: partante.id,
      objet: partante.id,
      apres: { motif: "demande", equipes: 1, habilitations: 1, demandes: 1, invitations: 3, liens: 1, courriels: 2 },
    });
  });

  test("aucune ligne d’aucune table ne garde le nom, l’adresse ni l’identifiant", async () => {
    const tables = await base.client.$queryRaw<{ nom: string }[]>`
      SELECT tablename AS nom FROM pg_tables WHERE schemaname = 'public'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { nom } of tables) {
      const lignes = await base.client.$queryRawUnsafe<{ t: string }[]>(
        `SELECT to_jsonb(x)::text AS t FROM "${nom}" x`,
      );
      const texte = lignes.map((l) => l.t).join("\n");
      for (const trace of [partante.email, ANCIENNE, partante.nom, "Perrine", "sub-de-perrine"])
        expect(`${nom} ${texte.includes(trace) ? trace : ""}`).toBe(`${nom} `);
    }
  });

  test("la version déposée reste, et dit « Compte effacé »", async () => {
    const espace = await chargerEspace(collegue, dossierId);
    expect(espace?.versions.map((v) => v.deposeePar)).toEqual(["Compte effacé"]);
  });

  test("ce qu’elle a dit à l’équipe reste, par « Compte effacé » ; ni présence ni mention ne restent", async () => {
    const vus = await lireCommentaires(collegue, dossierId, JOUR_DEPOT);
    expect(vus?.fils.map((f) => f.commentaires[0])).toMatchObject([
      { auteur: { nom: "Compte effacé" }, texte: "Ce titre me va." },
      { auteur: { nom: collegue.nom } },
    ]);
    expect(vus?.noms[partante.id]).toBe("Compte effacé");
    const sien = { where: { utilisateurId: partante.id } };
    expect(await base.client.mentionCommentaire.count(sien)).toBe(0);
    expect(await base.client.presence.count(sien)).toBe(0);
  });

  test("le journal s’enchaîne toujours", async () => {
    const { entrees, anomalies } = await verifierJournal();
    expect(entrees).toBeGreaterThan(5);
    expect(anomalies).toEqual([]);
  });

  test("ne se fait pas deux fois", async () => {
    expect((await erreurDe(effacerMonCompte(partante, CONFIRME, JOUR_DEPOT))).code).toBe("introuvable");
  });
});
