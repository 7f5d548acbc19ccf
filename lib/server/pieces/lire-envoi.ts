import "server-only";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as FluxNode } from "node:stream/web";
import busboy from "busboy";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { ErreurMetier } from "@/lib/server/erreur";
import { erreurSaisie } from "@/lib/server/repondre";

/** Fields of the form, which come before the file. */
export type ChampsEnvoi = Partial<
  Record<"type" | "date" | "pieceId" | "version" | "operateur" | "numero" | "apercu" | "point" | "region", string>
>;

export type OptionsEnvoi<T> = {
  /** Fields that are read; absent: those of a piece. */
  champs?: readonly (keyof ChampsEnvoi)[];
  /** The form may come without its file. */
  sansFichier?: (champs: ChampsEnvoi) => Promise<T>;
};

/** What surrounds the file in a multipart body: a few fields and boundaries. */
const ENVELOPPE_MAX = 64 * 1024;
const CHAMPS_PIECE = ["type", "date", "pieceId"] as const;

const illisible = () => erreurSaisie({ fichier: "L’envoi est incomplet ou illisible : réessayez." });

/** Reads a multipart body as it arrives and hands its one file to `recevoir`; memory holds a few kilobytes at a time. */
export async function lireEnvoi<T>(
  requete: Request,
  recevoir: (champs: ChampsEnvoi, nom: string, octets: AsyncIterable<Uint8Array>) => Promise<T>,
  octetsMax = PIECE_OCTETS_MAX,
  { champs: lus = CHAMPS_PIECE, sansFichier }: OptionsEnvoi<T> = {},
): Promise<T> {
  const annonce = Number(requete.headers.get("content-length") ?? "0");
  if (annonce > octetsMax + ENVELOPPE_MAX)
    throw new ErreurMetier("trop_lourd", `Ce fichier dépasse la limite de ${ecrireOctets(octetsMax)}.`);
  if (requete.body === null) throw illisible();
  const lecteur = ouvrirLecteur(requete);
  const champs: ChampsEnvoi = {};
  const etat: { reception?: Promise<Recu<T>> } = {};
  lecteur.on("field", (nom, valeur) => {
    if ((lus as readonly string[]).includes(nom)) champs[nom as keyof ChampsEnvoi] = valeur;
  });
  lecteur.on("file", (champ, flux, { filename }) => {
    if (champ !== "fichier" || etat.reception !== undefined) return void flux.resume();
    // Cut on the way after a refusal: nobody reads it any more, and an unheard error would stop the process.
    flux.on("error", () => undefined);
    // Not destroyed by who stops reading: the parser would wait for it for ever.
    const octets = flux.iterator({ destroyOnReturn: false });
    etat.reception = recevoir({ ...champs }, filename ?? "", octets).then(
      (data) => ({ ok: true, data }) as const,
      (erreur: unknown) => {
        // The rest of a refused file is let through to the bin, so that the answer can reach the person.
        flux.resume();
        return { ok: false, erreur } as const;
      },
    );
  });
  const corps = Readable.fromWeb(requete.body as FluxNode<Uint8Array>);
  const entier = await pipeline(corps, borner(2 * octetsMax), lecteur).then(
    () => true,
    () => false,
  );
  const recu = await etat.reception;
  if (recu === undefined && entier && sansFichier !== undefined) return sansFichier({ ...champs });
  if (recu === undefined) throw entier ? erreurSaisie({ fichier: "Choisissez un fichier." }) : illisible();
  if (recu.ok) return recu.data;
  throw entier || recu.erreur instanceof ErreurMetier ? recu.erreur : illisible();
}

/** A refused file is let through to the bin, but not for ever: a body without announced length might never end. */
function borner(corpsMax: number): Transform {
  let octets = 0;
  return new Transform({
    transform(morceau: Uint8Array, _, suite) {
      octets += morceau.byteLength;
      suite(octets > corpsMax ? new Error("Envoi sans fin") : null, morceau);
    },
  });
}

type Recu<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly erreur: unknown };

function ouvrirLecteur(requete: Request) {
  try {
    return busboy({
      headers: { "content-type": requete.headers.get("content-type") ?? "" },
      defParamCharset: "utf8",
      limits: { fields: 10, fieldSize: 1_000, files: 1, parts: 12, headerPairs: 50 },
    });
  } catch {
    throw illisible();
  }
}
