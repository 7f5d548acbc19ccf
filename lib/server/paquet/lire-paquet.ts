import "server-only";
import { finished } from "node:stream";
import { jourAParis } from "@/lib/domain/dates";
import { FICHIERS_PAQUET, FORMAT_PAQUET } from "@/lib/domain/paquet";
import { env } from "@/lib/env";
import { enFluxWeb } from "@/lib/integrations/flux-web";
import { texteDesDonnees } from "@/lib/pdf/donnees";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { FichierManifeste, Manifeste } from "@/lib/schemas/paquet";
import { champsDossier } from "@/lib/schemas/rigel-dossier";
import { lecture, transaction } from "@/lib/server/base";
import { nomDeFichier } from "@/lib/server/dossiers/exporter-dossier";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";
import { lettresSignees, plansDeVersion } from "@/lib/server/lettres/lettres-signees";
import { archiver, type EntreeArchive } from "@/lib/server/paquet/archive";
import { type PourQui, reserverRemise } from "@/lib/server/paquet/chacun-son-paquet";
import { composerRecueil, type PieceStockee, type Recueil } from "@/lib/server/paquet/composer-recueil";
import { Atelier } from "@/lib/server/paquet/deposer-a-cote";
import { ecrireLisezMoi } from "@/lib/server/paquet/lisez-moi";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";
import { sha256 } from "@/lib/server/sha256";

type PieceFigee = Omit<PieceStockee, "cle" | "typeMime"> & { cle?: string | null; typeMime?: string | null };

const lireVersion = (agent: Agent, dossierId: string, numero: number) =>
  lecture(async (tx) => {
    const version = await tx.versionDeposee.findFirst({
      where: { dossierId, numero, dossier: { AND: [dossiersPermis(agent, "paquet.lire")] } },
      select: {
        deposeeLe: true,
        regime: true,
        regimeNumero: true,
        donnees: true,
        donneesSha256: true,
        pieces: true,
        pdfCle: true,
        pdfSha256: true,
        dossier: { select: { titre: true, acronyme: true } },
      },
    });
    // Not in the frozen list: what was signed that day never changes, and says it by its own dates.
    if (version === null) return null;
    const plans = plansDeVersion(champsDossier.parse(version.donnees));
    return { ...version, lettres: await lettresSignees(tx, dossierId, plans, version.deposeeLe) };
  });

type Version = NonNullable<Awaited<ReturnType<typeof lireVersion>>>;

/**
 * The deposit pack of a filed version, from what was frozen that day and nothing else; null: none, or not for this person. Every file
 * is checked against its frozen hash before the first byte goes out; one Rigel gives the same bytes each time.
 */
export async function lirePaquet(
  agent: Agent,
  dossierId: string,
  numero: number,
  signal?: AbortSignal,
): Promise<Telechargement | null> {
  if (!estIdentifiant(dossierId) || !Number.isSafeInteger(numero) || numero < 1 || numero > 100_000) return null;
  const version = await lireVersion(agent, dossierId, numero);
  if (version === null) return null;
  const remise = reserverRemise(agent.id);
  const atelier = new Atelier();
  try {
    const pour = { personne: agent.id, dossier: dossierId };
    const { entrees, jour } = await composer(atelier, version, numero, { pour, signal });
    const { flux, octets } = await archiver(entrees, jour);
    await transaction((tx) =>
      ecrireEntree(tx, {
        action: "paquet.telecharger",
        acteur: agent,
        dossierId,
        objet: `version ${numero}`,
        apres: { octets, fichiers: entrees.length },
      }),
    );
    finished(flux, (err) => {
      if (err && err.code !== "ERR_STREAM_PREMATURE_CLOSE") journal.error({ err, dossierId }, "Paquet de dépôt coupé");
      remise.rendre();
      void atelier.vider();
    });
    return {
      nom: `${nomDeFichier(version.dossier)}-version-${numero}-paquet.zip`,
      typeMime: "application/zip",
      octets,
      flux: enFluxWeb(flux),
    };
  } catch (erreur) {
    remise.rendre();
    await atelier.vider();
    throw erreur;
  }
}

async function composer(
  atelier: Atelier,
  version: Version,
  numero: number,
  contexte: { pour: PourQui; signal?: AbortSignal | undefined },
): Promise<{ entrees: EntreeArchive[]; jour: string }> {
  const dossierId = contexte.pour.dossier;
  const f = FICHIERS_PAQUET;
  const jour = jourAParis(version.deposeeLe);
  const donnees = champsDossier.parse(version.donnees);
  const texte = Buffer.from(texteDesDonnees(donnees));
  if (sha256(texte) !== version.donneesSha256)
    throw new Error(`Données altérées : dossier ${dossierId}, version ${numero}`);
  const { titre, acronyme = null } = donnees;
  const dossier = { id: dossierId, titre, acronyme, regime: version.regime };
  const pdf = await atelier.copier(version.pdfCle, version.pdfSha256, f.dossier);
  const sortie = await atelier.chemin();
  const pieces = (version.pieces as PieceFigee[]).flatMap((p) =>
    p.cle == null ? [] : [{ ...p, cle: p.cle, typeMime: p.typeMime ?? null }],
  );
  const entete = {
    titre: "Annexes",
    dossier: `${acronyme ?? titre}, version ${numero}`,
    auteur: env.RIGEL_ADMINISTRATION,
    date: `${jour}T12:00:00.000Z`,
  };
  const recueil = await composerRecueil(atelier, [...pieces, ...version.lettres], entete, sortie, contexte);
  const base: Manifeste = {
    format: FORMAT_PAQUET,
    dossier,
    version: { numero, deposeeLe: jour, regimeNumero: version.regimeNumero },
    fichiers: [],
  };
  const lisezMoi = Buffer.from(ecrireLisezMoi(base, recueil.pieces.length > 0));
  base.fichiers = [
    { nom: f.dossier, octets: pdf.octets, sha256: version.pdfSha256 },
    ...(await fichierAnnexes(atelier, recueil, sortie)),
    { nom: f.donnees, octets: texte.byteLength, sha256: version.donneesSha256 },
    ...fichiersJoints(recueil),
    { nom: f.lisezMoi, octets: lisezMoi.byteLength, sha256: sha256(lisezMoi) },
  ];
  const manifeste = Buffer.from(`${JSON.stringify(base, null, 2)}\n`);
  const empreintes = [...base.fichiers, { nom: f.manifeste, sha256: sha256(manifeste) }]
    .map((e) => `${e.sha256}  ${e.nom}\n`)
    .join("");
  return {
    jour,
    entrees: [
      { nom: f.dossier, chemin: pdf.chemin },
      ...(recueil.pieces.length > 0 ? [{ nom: f.annexes, chemin: sortie }] : []),
      { nom: f.donnees, octets: texte },
      ...recueil.pieces.map((p) => ({ nom: p.fichier, chemin: p.chemin })),
      { nom: f.lisezMoi, octets: lisezMoi },
      { nom: f.manifeste, octets: manifeste },
      { nom: f.empreintes, octets: Buffer.from(empreintes) },
    ],
  };
}

async function fichierAnnexes(atelier: Atelier, recueil: Recueil, sortie: string): Promise<FichierManifeste[]> {
  if (recueil.pieces.length === 0) return [];
  return [
    {
      nom: FICHIERS_PAQUET.annexes,
      octets: recueil.octets,
      sha256: await atelier.empreinte(sortie),
      pages: recueil.pages,
    },
  ];
}

const fichiersJoints = (recueil: Recueil): FichierManifeste[] =>
  recueil.pieces.map((p) => ({
    nom: p.fichier,
    octets: p.octets,
    sha256: p.sha256,
    titre: p.titre,
    ...(p.type !== null && { type: p.type }),
    ...(p.premiere !== null && { pages: p.pages, premierePage: p.premiere }),
    ...((p.motif !== null || p.avis.length > 0) && { avis: [...(p.motif === null ? [] : [p.motif]), ...p.avis] }),
  }));
