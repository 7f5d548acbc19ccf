import { createHash, randomBytes, randomUUID } from "node:crypto";
import { nouvelleCle, stockage } from "@/lib/integrations/stockage";
import { verifierEtNoter } from "@/lib/server/audit/enregistrer-verification";
import { faireEmpreintes } from "@/lib/server/audit/faire-empreintes";
import { mesuresConstat } from "@/lib/server/carte/constat/mesures-constat";
import type { Agent } from "@/lib/server/droits";
import { publierRegime } from "@/lib/server/regimes/publier-regime";
import { recevoirDocument } from "@/lib/server/regimes/recevoir-document";
import type { PrismaClient } from "@/prisma/genere/client";
import { poserDemandes } from "./carte";
import { vieillir } from "./falsifier";
import { creerAgent, inviter, JOUR_DEPOT, octetsPdf } from "./monde";

/** At least one row in each table that a dossier does not fill: what is never in a test's database is never tested. */

const DEMAIN = new Date("2124-01-01T00:00:00Z");
const empreinte = () => createHash("sha256").update(randomBytes(8)).digest("hex");

async function publier(admin: Agent): Promise<void> {
  const { id: documentId } = await recevoirDocument(
    admin,
    { nom: "cahier.pdf", octets: octetsPdf("cahier") },
    JOUR_DEPOT,
  );
  await publierRegime(
    admin,
    {
      code: "ATCF",
      base: 1,
      effetLe: "2024-04-01",
      motif: "Le délai de trois mois est confirmé.",
      regles: [
        {
          code: "DELAI_GO",
          severite: "bloquante",
          confirmation: { titre: "Cahier des charges", date: "2024-01-10", documentId },
        },
      ],
      seuils: {},
    },
    JOUR_DEPOT,
  );
}

async function ecrireAcces(client: PrismaClient, { id: utilisateurId }: Agent, dossierId: string): Promise<void> {
  await client.demandeAcces.create({ data: { utilisateurId, role: "lecteur_national", motif: "Un\tmotif « long »" } });
  const invitation = { dossierId, invitantId: utilisateurId, expireLe: DEMAIN };
  await client.invitation.createMany({
    data: [
      { ...invitation, empreinte: empreinte(), email: "ouverte@exemple.invalid", droit: "lecteur" },
      {
        ...invitation,
        empreinte: empreinte(),
        email: "prise@exemple.invalid",
        partenaire: "p1",
        accepteeLe: JOUR_DEPOT,
      },
    ],
  });
  await client.lienConnexion.create({ data: { id: empreinte(), utilisateurId, expireLe: DEMAIN } });
  const courriel = { destinataire: "a@exemple.invalid", objet: "Objet", corps: "Un\ncorps" };
  await client.courriel.createMany({
    data: [
      { ...courriel, genre: "invitation" },
      { ...courriel, genre: "invitation", envoyeLe: JOUR_DEPOT },
      { ...courriel, genre: "compte" },
    ],
  });
  await client.utilisateur.update({ where: { id: utilisateurId }, data: { prevenuLe: JOUR_DEPOT } });
}

async function ecrireReferentiels(client: PrismaClient, { id: prepareParId }: Agent): Promise<void> {
  await client.importReference.create({
    data: {
      genre: "annuaire",
      nomFichier: "annuaire.csv",
      octets: 12,
      sha256: empreinte(),
      prepareParId,
      lues: 1,
      ecartees: 0,
      refusees: 0,
      refus: [{ ligne: 2, motif: "essai" }],
      lignes: [{ uai: "0350001A" }],
    },
  });
  await client.etablissement.create({ data: { uai: "0350001A", nom: "Lycée", type: "Lycée", recherche: "lycee" } });
  await client.formationReference.create({
    data: { cfd: "40025007", libelle: "Bac pro", niveau: 4, niveauFormation: "400", groupe: "25007", plateau: true },
  });
  await client.niveauReference.create({ data: { code: "400", court: "BAC PRO", libelle: "Bac pro", niveau: 4 } });
  await client.campusReference.create({ data: { nom: "Campus d’essai", excellence: true } });
  await client.tauxDevenir.create({
    data: { millesime: "2022+23", territoire: "01", niveau: "400", cfd: "40025007", emploi: 2_800, source: "essai" },
  });
  const registre = { source: "registre" as const, verifieeLe: JOUR_DEPOT, fermeeLe: new Date("2024-01-31T00:00:00Z") };
  await client.organisation.create({
    data: { nom: "Essai « SA »", siret: "73282932000074", commune: "Lyon", ...registre },
  });
}

/** Rows that only an example's absence leaves out. */
async function completerDossier(client: PrismaClient, dossierId: string): Promise<void> {
  const rang = 90;
  await client.campusDossier.create({ data: { dossierId, rang, nom: "Campus d’essai" } });
  await client.alignement.create({ data: { dossierId, rang, reference: "France 2030" } });
  await client.publicPrevu.create({ data: { dossierId, rang, public: "scolaire", prevu: 1 } });
  await client.repartition.create({ data: { dossierId, rang, subvention: 12n } });
  await client.justification.create({ data: { dossierId, regle: "ESSAI", texte: "Parce que." } });
  await client.plateauTechnique.create({ data: { dossierId, rang, usagers: ["a,b"] } });
}

/** A label of coloration that rows write, merged into a national one, and a pair set aside. */
async function ecrireColorations(client: PrismaClient, { id: refuseeParId }: Agent): Promise<void> {
  const le = { creeeLe: JOUR_DEPOT, modifieeLe: JOUR_DEPOT };
  const { id: fusionneeDansId } = await client.coloration.create({
    data: { libelle: "Essai national", portee: "nationale", attestation: "« A »,\nB", ...le },
  });
  await client.attestationRegionale.create({
    data: { regionAcademique: "01", colorationId: fusionneeDansId, attestation: "« A »,\nB", modifieeLe: JOUR_DEPOT },
  });
  const locale = { portee: "locale", regionAcademique: "01", ...le };
  const { id: colorationId } = await client.coloration.create({
    data: { ...locale, libelle: "Essai", fusionneeDansId, fusionneeLe: JOUR_DEPOT },
  });
  await client.varianteColoration.create({ data: { regionAcademique: "01", libelle: "ESSAI", colorationId } });
  const autre = await client.coloration.create({ data: { ...locale, libelle: "Essais" } });
  await client.varianteRefusee.create({
    data: { premiereId: colorationId, secondeId: autre.id, refuseeLe: JOUR_DEPOT, refuseeParId },
  });
}

/** An import of the carte that waits, with a row taken and one refused. */
async function ecrireImportCarte(client: PrismaClient, { id: commenceParId }: Agent): Promise<void> {
  await client.importCarte.create({
    data: {
      ...{ genre: "orion", etat: "prepare", regionAcademique: "01", nomFichier: "orion « 1 ».csv", commenceParId },
      ...{ sha256: empreinte(), lues: 2, refusees: 1, colonnes: { reconnues: [], inconnues: ["X"], manquantes: [] } },
      lignes: { create: { ligne: 2, cle: "LIEE0002", valeurs: { numero: "LIEE0002" } } },
      remarques: { create: { gravite: "refus", ligne: 3, colonne: "UAI", motif: "Essai", valeur: "a\tb" } },
    },
  });
}

/** A demand of the carte tied to the dossier, with its history. */
async function ecrireLien(client: PrismaClient, { id: decideParId }: Agent, dossierId: string): Promise<void> {
  const importId = await poserDemandes(client, [{ numero: "LIEE0001" }]);
  await client.changementDemande.create({
    data: {
      ...{
        numero: "LIEE0001",
        importId,
        le: JOUR_DEPOT,
        statutAvant: "projet de demande",
        statutApres: "demande validée",
      },
      changements: [{ champ: "scolaireFuture", avant: 12, apres: 15 }],
    },
  });
  await client.numeroCarte.create({ data: { cle: "carte", numero: 1 } });
  await client.lienCarte.create({
    data: { dossierId, numero: "LIEE0001", etat: "confirme", raisons: ["numero"], decideLe: JOUR_DEPOT, decideParId },
  });
}

/** What was seen open of that demand, why it was asked, and the pupils that the rates divide by. */
async function ecrireConstat(client: PrismaClient, { id }: Agent): Promise<void> {
  const cle = { numero: "LIEE0001", rentree: 2025 };
  const places = { scolaire: 6, scolaireColoree: 0, apprentissage: 0, apprentissageColoree: 0 };
  const demande = await client.demandeOrion.findUniqueOrThrow({ where: { numero: cle.numero } });
  await client.constatPlaces.create({
    data: {
      ...{ ...cle, ...places, ...mesuresConstat(demande, places), motif: "autre", precision: "« grève »; neige" },
      ...{ source: "saisie", saisiLe: JOUR_DEPOT, saisiParId: id },
    },
  });
  await client.demandeMotif.create({ data: { ...cle, demandeeLe: JOUR_DEPOT, demandeeParId: id } });
  await client.effectifConstat.create({
    data: {
      ...{ rentree: 2024, uai: "0690001B", mefstat11: "23810025519", eleves: 24, premiereAnnee: true },
      importId: demande.importId,
    },
  });
  await client.effectifSaisi.create({
    data: {
      ...{ territoire: "R01", rentree: 2023, effectif: 58_240, source: "DEPP", saisiLe: JOUR_DEPOT, saisiParId: id },
    },
  });
  await client.mefReference.create({
    data: {
      ...{ mef: "2472551931", mefstat11: "23810025519", cfd: "40025519", dispositif: "247", duree: 3, annee: 1 },
      libelle: "2NDPRO CIEL",
    },
  });
}

/** Histories of fields, talk, save points, and the operator's receipt with its file. */
async function ecrireAtelier(client: PrismaClient, { id: utilisateurId }: Agent, dossierId: string): Promise<void> {
  const adresse = "identite/acronyme";
  await client.modificationChamp.createMany({
    data: [1, 2].map((revision) => ({
      dossierId,
      revision,
      adresse,
      section: "identite",
      type: "champ",
      nature: revision === 1 ? "saisie" : "conflit",
      appliquee: revision === 1,
      operation: randomUUID(),
      client: randomUUID(),
      avant: { v: null },
      apres: { v: 'a\tb\n"é" \u2028' },
      le: JOUR_DEPOT,
      parId: utilisateurId,
    })),
  });
  await client.dossier.update({ where: { id: dossierId }, data: { revision: 2 } });
  await client.presence.create({ data: { dossierId, client: randomUUID(), utilisateurId, vueLe: JOUR_DEPOT } });
  const fil = await client.commentaire.create({
    data: { dossierId, section: "identite", adresse, texte: "Un\ncommentaire « d’essai ».", auteurId: utilisateurId },
  });
  await client.commentaire.create({
    data: { dossierId, section: "identite", filId: fil.id, texte: "Une réponse.", auteurId: utilisateurId },
  });
  await client.mentionCommentaire.create({ data: { commentaireId: fil.id, utilisateurId } });
  await client.pointSauvegarde.create({
    data: {
      dossierId,
      nom: "Avant l’essai",
      creeParId: utilisateurId,
      revision: 2,
      regime: "ATCF",
      regimeNumero: 1,
      donnees: { format: "rigel-dossier/1" },
      verdicts: {},
      cles: { budget: ["c_1"] },
    },
  });
  await client.scenario.create({
    data: {
      dossierId,
      nom: "Et si « moins »",
      gestes: [{ type: "fixer_subvention", montant: "1000000.00" }],
      surRevision: 2,
      creeParId: utilisateurId,
      modifieParId: utilisateurId,
    },
  });
  const { id: versionId } = await client.versionDeposee.findFirstOrThrow({ where: { dossierId } });
  const octets = octetsPdf("recepisse");
  const cleStockage = nouvelleCle("pieces");
  await stockage.ecrire(cleStockage, octets);
  const cleLettre = nouvelleCle("pieces");
  const octetsLettre = octetsPdf("lettre");
  await stockage.ecrire(cleLettre, octetsLettre);
  await client.lettreEngagement.create({
    data: {
      ...{ dossierId, partenaire: "gip", nomPartenaire: "GIP « essai »", numero: 1, montant: 9_007_199_254_740_993n },
      ...{
        prepareeLe: JOUR_DEPOT,
        prepareeParId: utilisateurId,
        pdfCle: cleLettre,
        pdfOctets: octetsLettre.byteLength,
      },
      pdfSha256: createHash("sha256").update(octetsLettre).digest("hex"),
    },
  });
  await client.recepisseDepot.create({
    data: {
      dossierId,
      versionId,
      operateur: "anr",
      numero: "ANR-24-0001",
      deposeLe: JOUR_DEPOT,
      inscritParId: utilisateurId,
      nomFichier: "recepisse.pdf",
      typeMime: "application/pdf",
      octets: octets.byteLength,
      sha256: createHash("sha256").update(octets).digest("hex"),
      cleStockage,
    },
  });
}

export async function remplirToutesTables(client: PrismaClient, auteur: Agent, dossierId: string): Promise<void> {
  const admin = await creerAgent(client, "administrateur");
  await publier(admin);
  await inviter(client, dossierId, admin, "lecteur");
  await ecrireAcces(client, auteur, dossierId);
  await ecrireReferentiels(client, admin);
  await completerDossier(client, dossierId);
  await ecrireAtelier(client, auteur, dossierId);
  await ecrireImportCarte(client, auteur);
  await ecrireLien(client, auteur, dossierId);
  await ecrireConstat(client, auteur);
  await ecrireColorations(client, auteur);
  await client.limiteDebit.create({ data: { key: "essai:1", points: 3, expire: DEMAIN } });
  await client.tache.create({ data: { nom: "essai", faiteLe: JOUR_DEPOT } });
  await vieillir(client, 3);
  await faireEmpreintes(new Date());
  await verifierEtNoter(null, {}, new Date());
}
