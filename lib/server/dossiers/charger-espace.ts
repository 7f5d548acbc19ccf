import "server-only";
import { ecrireMontant } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { Contexte } from "@/lib/domain/verdict";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { ContexteVue, EspaceDossier, PieceVue } from "@/lib/schemas/espace";
import { versJeu } from "@/lib/schemas/vers-regime";
import { lecture, type Tx } from "@/lib/server/base";
import { SELECTION_SECTIONS, versSections } from "@/lib/server/dossiers/etats-sections";
import { SELECTION_FICHIER, versFichier, versJour } from "@/lib/server/dossiers/lignes";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { clesDe, placesDe } from "@/lib/server/dossiers/places-lignes";
import { type Agent, dossiersVisibles, type ObjetDossier, peut, RESPONSABLE_OUVERT } from "@/lib/server/droits";
import { lettresCourantes } from "@/lib/server/lettres/lire-registre";
import { SELECTION_RECEPISSES, versRecepisseVue } from "@/lib/server/recepisses/vers-recepisse-vue";
import { avecNoms, regimeDe } from "@/lib/server/regimes/lire-regimes";
import type { Prisma } from "@/prisma/genere/client";

const NOM = { select: { prenom: true, nom: true } } as const;

const SELECTION = {
  revision: true,
  ...SELECTION_FICHIER,
  id: true,
  etat: true,
  regimeNumero: true,
  sections: SELECTION_SECTIONS,
  pieces: {
    where: { retireeLe: null },
    orderBy: SELECTION_FICHIER.pieces.orderBy,
    select: {
      id: true,
      type: true,
      date: true,
      nomFichier: true,
      typeMime: true,
      octets: true,
      sha256: true,
      deposeeLe: true,
      deposeePar: NOM,
    },
  },
  versions: {
    orderBy: { numero: "desc" },
    select: {
      numero: true,
      deposeeLe: true,
      deposeePar: NOM,
      pdfOctets: true,
      pdfSha256: true,
      recepisses: SELECTION_RECEPISSES,
    },
  },
} as const satisfies Prisma.DossierSelect;

type Personne = { prenom: string; nom: string } | null;
const nomDe = (p: Personne): string | null => (p === null ? null : `${p.prenom} ${p.nom}`);

type PieceLue = Prisma.PieceGetPayload<{ select: (typeof SELECTION)["pieces"]["select"] }>;

const versPieceVue = (p: PieceLue): PieceVue => ({
  id: p.id,
  type: p.type,
  date: versJour(p.date),
  fichier:
    p.nomFichier === null || p.typeMime === null || p.octets === null || p.sha256 === null
      ? null
      : { nom: p.nomFichier, typeMime: p.typeMime, octets: p.octets, sha256: p.sha256 },
  deposeeLe: p.deposeeLe.toISOString(),
  deposeePar: nomDe(p.deposeePar),
});

export const versContexteVue = (c: Contexte): ContexteVue => ({
  doublons: [...c.doublons],
  coutMedianParPlace:
    c.coutMedianParPlace === undefined
      ? null
      : { montant: ecrireMontant(c.coutMedianParPlace.montant), nombre: c.coutMedianParPlace.nombre },
  cfdAvecPlateau: [...c.cfdAvecPlateau],
});

/** Everything the workspace of one dossier shows; null: it does not exist, or not for this person. */
export async function chargerEspace(
  agent: Agent,
  id: string,
  maintenant: Date = new Date(),
): Promise<EspaceDossier | null> {
  if (!estIdentifiant(id)) return null;
  return lecture((tx) => lireEspace(tx, agent, id, maintenant));
}

async function lireEspace(tx: Tx, agent: Agent, id: string, maintenant: Date): Promise<EspaceDossier | null> {
  const dossier = await tx.dossier.findFirst({
    where: { id, AND: [dossiersVisibles(agent)] },
    select: {
      ...SELECTION,
      membres: { where: { utilisateurId: agent.id }, select: { droit: true } },
      _count: { select: { membres: { where: RESPONSABLE_OUVERT } } },
    },
  });
  if (dossier === null) return null;
  const fichier = versFichier(dossier);
  const objet: ObjetDossier = {
    id: dossier.id,
    dejaDepose: dossier.versions.length > 0,
    sansResponsable: dossier._count.membres === 0,
    etat: dossier.etat,
    regime: dossier.regime as CodeRegime,
    regionAcademique: dossier.regionAcademique,
    membre: dossier.membres[0]?.droit ?? null,
  };
  return {
    id: dossier.id,
    etat: dossier.etat,
    regimeNumero: dossier.regimeNumero,
    jeu: versJeu(await avecNoms(tx, await regimeDe(tx, fichier.regime, dossier.regimeNumero))),
    fichier,
    revision: dossier.revision,
    cles: clesDe(placesDe(dossier)),
    sections: versSections(dossier.sections),
    pieces: dossier.pieces.map(versPieceVue),
    versions: dossier.versions.map((v) => ({
      numero: v.numero,
      deposeeLe: v.deposeeLe.toISOString(),
      deposeePar: nomDe(v.deposeePar) ?? "",
      pdfOctets: v.pdfOctets,
      pdfSha256: v.pdfSha256,
      recepisses: peut(agent, "recepisse.lire", objet) ? v.recepisses.map(versRecepisseVue) : [],
    })),
    contexte: versContexteVue(await lireContexte(tx, agent, id, fichier)),
    lecteur: { id: agent.id, nom: agent.nom },
    droits: {
      modifier: peut(agent, "dossier.modifier", objet),
      deposer: peut(agent, "dossier.deposer", objet),
      exporter: peut(agent, "dossier.exporter", objet),
      dupliquer: peut(agent, "dossier.exporter", objet) && peut(agent, "dossier.creer"),
      rouvrir: peut(agent, "dossier.rouvrir", objet),
      abandonner: peut(agent, "dossier.abandonner", objet),
      equipe: peut(agent, "equipe.lire", objet),
      gererEquipe: peut(agent, "equipe.gerer", objet),
      historique: peut(agent, "historique.lire", objet),
      commentaires: peut(agent, "commentaire.lire", objet),
      paquet: peut(agent, "paquet.lire", objet),
      inscrireRecepisse: peut(agent, "recepisse.inscrire", objet),
      points: peut(agent, "point.lire", objet),
      creerPoint: peut(agent, "point.creer", objet),
      scenarios: peut(agent, "scenario.lire", objet),
      ecrireScenario: peut(agent, "scenario.ecrire", objet),
      lettres: peut(agent, "lettre.lire", objet),
      gererLettres: peut(agent, "lettre.gerer", objet),
      changerRegime: peut(agent, "dossier.changer_regime", objet),
      liens: peut(agent, "lien.lire", objet),
      deciderLiens: peut(agent, "lien.decider", objet),
    },
    lettres: await lettresCourantes(tx, agent, id, peut(agent, "lettre.gerer", objet)),
    aujourdhui: jourAParis(maintenant),
  };
}
