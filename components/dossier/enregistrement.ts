/** The save action as the store calls it: what its answers say beyond the edits themselves. No React in here. */
import { unstable_isUnrecognizedActionError } from "next/navigation";
import type { EnregistrerModifications } from "@/lib/schemas/edition";
import { AUTRE_PERSONNE } from "@/lib/schemas/reponse";

/** The server is of another version than this page: no answer will ever come, however long one waits. */
export class VersionPerimee extends Error {
  override name = "VersionPerimee";
}

/** Actions have a name drawn at each build: a page of the former one asks for what is no longer there. */
export const estVersionPerimee = (erreur: unknown): boolean =>
  unstable_isUnrecognizedActionError(erreur) ||
  // Another copy of the class, or a server that says it in its own words.
  (erreur instanceof Error &&
    (erreur.name === "UnrecognizedActionError" || /failed[- ]to[- ]find[- ]server[- ]action/i.test(erreur.message)));

export type Enregistrement = {
  enregistrer: EnregistrerModifications;
  /** The last answer: someone is signed in, but not the person who opened this page. */
  autrePersonne: () => boolean;
};

export function creerEnregistrement(transmettre: EnregistrerModifications): Enregistrement {
  let autre = false;
  return {
    async enregistrer(demande) {
      const reponse = await transmettre(demande).catch((erreur: unknown) => {
        throw estVersionPerimee(erreur) ? new VersionPerimee() : erreur;
      });
      autre = !reponse.ok && reponse.error.code === "session" && reponse.error.fields?.[AUTRE_PERSONNE] !== undefined;
      return reponse;
    },
    autrePersonne: () => autre,
  };
}
