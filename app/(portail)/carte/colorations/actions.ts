"use server";
import {
  demandeAttestation,
  demandeColoration,
  demandePaire,
  demandeReproposer,
  demandeSeparation,
} from "@/lib/schemas/colorations";
import { action } from "@/lib/server/action";
import { enregistrerColoration } from "@/lib/server/carte/colorations/enregistrer-coloration";
import { noterAttestation } from "@/lib/server/carte/colorations/noter-attestation";
import {
  refuserPaire,
  reproposerPaire,
  reunirColorations,
  separerColoration,
} from "@/lib/server/carte/colorations/reunir-colorations";

const revalider = (): [string][] => [["/carte/colorations"]];

export const enregistrer = action({
  nom: "coloration.enregistrer",
  schema: demandeColoration,
  executer: enregistrerColoration,
  revalider,
});

export const attester = action({
  nom: "coloration.attester",
  schema: demandeAttestation,
  executer: noterAttestation,
  revalider,
});

export const reunir = action({
  nom: "coloration.reunir",
  schema: demandePaire,
  executer: reunirColorations,
  revalider,
});

export const separer = action({
  nom: "coloration.separer",
  schema: demandeSeparation,
  executer: separerColoration,
  revalider,
});

export const refuser = action({
  nom: "coloration.refuser",
  schema: demandePaire,
  executer: refuserPaire,
  revalider,
});

export const reproposer = action({
  nom: "coloration.reproposer",
  schema: demandeReproposer,
  executer: reproposerPaire,
  revalider,
});
