"use server";
import { demandeConstat, demandeEffectif, demandeMotifEcart } from "@/lib/schemas/constat";
import { avecLecteur } from "@/lib/schemas/lecteur";
import { action } from "@/lib/server/action";
import { demanderMotif } from "@/lib/server/carte/constat/demander-motif";
import { enregistrerConstat } from "@/lib/server/carte/constat/enregistrer-constat";
import { saisirEffectif as saisirEffectifReference } from "@/lib/server/carte/effectifs/saisir-effectif";

export const saisirConstat = action({
  nom: "constat.saisir",
  schema: avecLecteur(demandeConstat),
  executer: enregistrerConstat,
  revalider: () => [["/carte", "layout"]],
});

export const demanderMotifEcart = action({
  nom: "constat.demander_motif",
  schema: avecLecteur(demandeMotifEcart),
  debit: "motifs",
  executer: demanderMotif,
  revalider: () => [["/carte", "layout"]],
});

export const saisirEffectif = action({
  nom: "effectif.saisir",
  schema: avecLecteur(demandeEffectif),
  executer: saisirEffectifReference,
  revalider: () => [["/carte", "layout"]],
});
