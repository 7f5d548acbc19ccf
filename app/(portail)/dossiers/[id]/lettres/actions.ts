"use server";
import { avecLecteur } from "@/lib/schemas/lecteur";
import { demandeEnvoi, demandePreparation, demandePrevenir, demandeRetraitLettre } from "@/lib/schemas/lettres";
import { action } from "@/lib/server/action";
import { envoyerLettres as envoyer } from "@/lib/server/lettres/envoyer-lettres";
import { preparerLettres as preparer } from "@/lib/server/lettres/preparer-lettres";
import { prevenirPartenaire as prevenir } from "@/lib/server/lettres/prevenir-partenaire";
import { retirerLettre as retirer } from "@/lib/server/lettres/retirer-lettre";

/** The state of a letter is shown beside each partner and each line of the plan. */
const espace = ({ dossierId }: { dossierId: string }): [string, "layout"][] => [[`/dossiers/${dossierId}`, "layout"]];

export const preparerLettres = action({
  nom: "lettre.preparer",
  schema: avecLecteur(demandePreparation),
  // A letter costs a sixth of what a whole dossier does.
  debit: "exports",
  nombre: ({ lettres }) => Math.ceil(lettres.length / 6),
  executer: preparer,
  revalider: espace,
});

export const envoyerLettres = action({
  nom: "lettre.envoyer",
  schema: avecLecteur(demandeEnvoi),
  debit: "lettres",
  nombre: ({ envois }) => envois.length,
  executer: envoyer,
  revalider: espace,
});

export const prevenirPartenaire = action({
  nom: "lettre.prevenir",
  schema: avecLecteur(demandePrevenir),
  debit: "lettres",
  executer: prevenir,
  revalider: espace,
});

export const retirerLettre = action({
  nom: "lettre.retirer",
  schema: avecLecteur(demandeRetraitLettre),
  executer: retirer,
  revalider: espace,
});
