import { randomUUID } from "node:crypto";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { creerPoint } from "@/lib/server/points/creer-point";
import { retirerPoint } from "@/lib/server/points/retirer-point";
import { creerScenario } from "@/lib/server/scenarios/creer-scenario";
import { retirerScenario } from "@/lib/server/scenarios/retirer-scenario";
import { ouvrirBail } from "@/lib/server/session/bail";
import type { PrismaClient } from "@/prisma/genere/client";
import { poserDemandes } from "./carte";
import type { Ids } from "./demandes-actions";
import { creerAgent, exemple, importer, inviter, JOUR_DEPOT, octetsPdf } from "./monde";

/** A dossier of this person, and one object of every kind that an action names: all real, all ready to be acted upon. */
export async function objetsDe(client: PrismaClient, proprietaire: Agent): Promise<Ids> {
  const dossier = await importer(proprietaire, exemple("amorcage-martinique"));
  const membre = await creerAgent(client, "equipe_projet", { regionAcademique: "12" });
  await inviter(client, dossier, membre, "lecteur");
  const joindre = async (nom: string) =>
    (await ajouterPiece(proprietaire, { dossierId: dossier, nom, octets: octetsPdf(nom) }, JOUR_DEPOT)).id;
  const [piece, pieceRetiree] = [await joindre("a.pdf"), await joindre("b.pdf")];
  await client.piece.update({ where: { id: pieceRetiree }, data: { retireeLe: new Date() } });
  const nommer = (nom: string) => creerPoint(proprietaire, { dossierId: dossier, nom, note: null }, JOUR_DEPOT);
  const [point, pointRetire] = [await nommer("Un point"), await nommer("Un point retiré")];
  await retirerPoint(proprietaire, { dossierId: dossier, pointId: pointRetire.id, versionVue: 0 }, JOUR_DEPOT);
  const essayer = (nom: string) =>
    creerScenario(
      proprietaire,
      { dossierId: dossier, nom, gestes: [{ type: "fixer_subvention", montant: "100000.00" }], revisionVue: 0 },
      JOUR_DEPOT,
    );
  const [scenario, scenarioRetire] = [await essayer("Un scénario"), await essayer("Un scénario retiré")];
  const scenarioParti = { dossierId: dossier, scenarioId: scenarioRetire.id, versionVue: 0 };
  await retirerScenario(proprietaire, scenarioParti, JOUR_DEPOT);
  const invitation = await client.invitation.create({
    data: {
      empreinte: randomUUID(),
      dossierId: dossier,
      email: "x@exemple.invalid",
      droit: "lecteur",
      invitantId: proprietaire.id,
      expireLe: new Date("2040-01-01T00:00:00Z"),
    },
  });
  const habilitation = await client.habilitation.findFirstOrThrow({ where: { utilisateurId: membre.id } });
  const contact = await creerAgent(client, "partenaire", { dossierId: dossier, partenaire: "gip" });
  const duContact = await client.habilitation.findFirstOrThrow({ where: { utilisateurId: contact.id } });
  const demande = await client.demandeAcces.create({
    data: { utilisateurId: membre.id, role: "equipe_projet", regionAcademique: "12", motif: "Essai" },
  });
  await ouvrirBail(membre.id, { action: "session.ouvrir_persona", methode: "persona" }, new Date());
  const session = await client.session.findFirstOrThrow({ where: { utilisateurId: membre.id } });
  const fichier = await client.piece.findUniqueOrThrow({ where: { id: piece } });
  const courriel = await client.courriel.create({
    data: {
      ...{ destinataire: "x@exemple.invalid", objet: "o", corps: "c", genre: "invitation" },
      ...{ pieceNom: "a.pdf", pieceCle: fichier.cleStockage },
    },
  });
  const ecrire = (numero: number, suite: object) =>
    client.lettreEngagement.create({
      data: {
        ...{ dossierId: dossier, partenaire: "gip", nomPartenaire: "GIP (exemple)", numero, montant: 8_000_000n },
        ...{ prepareeLe: JOUR_DEPOT, prepareeParId: proprietaire.id, pdfOctets: 1, pdfSha256: "0".repeat(64) },
        ...{ pdfCle: `${fichier.cleStockage}-${numero}` },
        ...suite,
      },
    });
  const lettre = await ecrire(1, { pdfCle: fichier.cleStockage ?? "" });
  // Of a partner that has left since: its file stays readable by the team, and by nobody's contact.
  const lettreSignee = await ecrire(1, {
    ...{ partenaire: "ancien", nomFichier: "s.pdf", typeMime: "application/pdf", octets: fichier.octets },
    ...{ signeeLe: JOUR_DEPOT, deposeeLe: JOUR_DEPOT, cleStockage: fichier.cleStockage, sha256: fichier.sha256 },
    ...{ retireeLe: JOUR_DEPOT, motifRetrait: "Essai" },
  });
  const importReference = await client.importReference.create({
    data: {
      genre: "campus",
      nomFichier: "campus.csv",
      octets: 1,
      sha256: "0".repeat(64),
      prepareParId: proprietaire.id,
      lues: 0,
      ecartees: 0,
      refusees: 0,
      refus: [],
      lignes: [],
    },
  });
  const discuter = (filId: string | null) =>
    client.commentaire.create({
      data: { dossierId: dossier, filId, section: "identite", texte: "Essai", auteurId: proprietaire.id },
    });
  const fil = await discuter(null);
  const commentaire = await discuter(fil.id);
  const [numero, uai] = [`T${randomUUID().slice(0, 7).toUpperCase()}`, "9720001A"];
  await poserDemandes(client, [{ numero, uai, regionAcademique: "12", academie: "31" }]);
  const importCarte = await client.importCarte.create({
    data: { genre: "orion", etat: "prepare", regionAcademique: "12", nomFichier: "orion.csv" },
  });
  const le = { creeeLe: JOUR_DEPOT, modifieeLe: JOUR_DEPOT };
  const coloration = await client.coloration.create({
    data: { libelle: `Coloration ${numero}`, portee: "locale", regionAcademique: "12", ...le },
  });
  return {
    numero,
    uai,
    importCarte: importCarte.id,
    coloration: coloration.id,
    fil: fil.id,
    commentaire: commentaire.id,
    dossier,
    piece,
    pieceRetiree,
    membre: membre.id,
    invitation: invitation.id,
    habilitation: habilitation.id,
    contact: duContact.id,
    demande: demande.id,
    session: session.reference,
    compte: membre.id,
    courriel: courriel.id,
    import: importReference.id,
    // Nothing is filed yet: no receipt has this identifier.
    recepisse: randomUUID(),
    point: point.id,
    pointRetire: pointRetire.id,
    scenario: scenario.id,
    scenarioRetire: scenarioRetire.id,
    lettre: lettre.id,
    lettreSignee: lettreSignee.id,
  };
}
