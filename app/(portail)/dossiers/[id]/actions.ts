"use server";
import { sectionDe } from "@/lib/domain/edition/adresses";
import {
  demandeAbandon,
  demandeChangementRegime,
  demandeDepot,
  demandeDossier,
  demandeModificationPiece,
  demandePiece,
} from "@/lib/schemas/demandes";
import { demandeHistorique, demandeModifications, type EnregistrerModifications } from "@/lib/schemas/edition";
import { demandeMesure, type MesurerTextes } from "@/lib/schemas/mesure";
import { action } from "@/lib/server/action";
import { abandonnerDossier } from "@/lib/server/dossiers/abandonner-dossier";
import { changerRegime as changer } from "@/lib/server/dossiers/changer-regime";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { ouvrirNouvelleVersion } from "@/lib/server/dossiers/ouvrir-nouvelle-version";
import { enregistrerModifications as modifierDossier } from "@/lib/server/edition/enregistrer-modifications";
import { lireHistoriqueChamp as historiqueChamp } from "@/lib/server/edition/lire-historique-champ";
import { modifierPiece as modifier } from "@/lib/server/pieces/modifier-piece";
import { remettrePiece as remettre } from "@/lib/server/pieces/remettre-piece";
import { retirerPiece as retirer } from "@/lib/server/pieces/retirer-piece";
import { mesurerTextes as mesurer } from "@/lib/server/textes/mesurer-textes";

const espace = ({ dossierId }: { dossierId: string }): [string, "layout"][] => [[`/dossiers/${dossierId}`, "layout"]];

/** Sections whose content changes what the rest of the page shows: the state, the header, the other dossiers. */
const VUES_AILLEURS: readonly string[] = ["identite", "lettre", "transformations"];

/** `…/identite/titre` changes the header, `…/transformations/…` the other dossiers: these pages are read again. */
const changeAilleurs = ({ operations }: { operations: readonly { adresse: string }[] }): boolean =>
  operations.some((o) => VUES_AILLEURS.includes(sectionDe(o.adresse)));

export const enregistrerModifications: EnregistrerModifications = action({
  nom: "dossier.enregistrer_section",
  schema: demandeModifications,
  executer: modifierDossier,
  revalider: (demande) => (changeAilleurs(demande) ? espace(demande) : []),
});

export const lireHistoriqueChamp = action({
  nom: "dossier.lire_historique_champ",
  schema: demandeHistorique,
  executer: (agent, demande) => historiqueChamp(agent, demande),
});

export const deposer = action({
  nom: "dossier.deposer",
  schema: demandeDepot,
  executer: deposerDossier,
  revalider: espace,
});

export const ouvrirVersion = action({
  nom: "dossier.rouvrir",
  schema: demandeDossier,
  executer: (agent, { dossierId }, maintenant) => ouvrirNouvelleVersion(agent, dossierId, maintenant),
  revalider: espace,
});

export const abandonner = action({
  nom: "dossier.abandonner",
  schema: demandeAbandon,
  executer: (agent, { dossierId }, maintenant) => abandonnerDossier(agent, dossierId, maintenant),
  revalider: espace,
});

export const changerRegime = action({
  nom: "dossier.changer_regime",
  schema: demandeChangementRegime,
  executer: changer,
  revalider: espace,
});

export const retirerPiece = action({
  nom: "piece.retirer",
  schema: demandePiece,
  executer: retirer,
  revalider: espace,
});
export const remettrePiece = action({
  nom: "piece.remettre",
  schema: demandePiece,
  executer: remettre,
  revalider: espace,
});
export const modifierPiece = action({
  nom: "piece.modifier",
  schema: demandeModificationPiece,
  executer: modifier,
  revalider: espace,
});

// Reads only, while people type: journalled as nothing but a refusal.
export const mesurerTextes: MesurerTextes = action({
  nom: "texte.mesurer",
  schema: demandeMesure,
  debit: "mesures",
  executer: (agent, demande) => mesurer(agent, demande),
});
