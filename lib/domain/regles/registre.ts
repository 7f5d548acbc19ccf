/** Every rule by its code. The type makes a missing rule a compile error. */

import { delaiGo, duree, lettreGo, pages15 } from "./calendrier";
import { equipements, impactCarte, parcours } from "./carte";
import type { CodeRegle } from "./codes";
import { cohCalendrier, cohEtab, cohLettres } from "./coherence";
import { cohCoutPlace, cohDoublon, cohEquipement } from "./coherence-portail";
import { beneficiaire, economie, portage, troisCategories } from "./consortium";
import { apprenants, autoevaluation, besoins, egaliteFh, filiere, volet } from "./contenu";
import { depensesBati, postesPerennes } from "./depenses";
import { plafond70, plafondDiagnostic, seuil1M } from "./plafonds";
import { aideEtat, cofiEngage, cofiPrive, cumulPia, equilibre } from "./plan";
import { diagnostic, strategieRa, validationRegion } from "./preuves";
import type { Regle } from "./regle";

export const REGISTRE: Readonly<Record<CodeRegle, Regle>> = Object.freeze({
  PLAFOND_70: plafond70,
  SEUIL_1M: seuil1M,
  PLAFOND_DIAG: plafondDiagnostic,
  EQUILIBRE: equilibre,
  DEPENSES_BATI: depensesBati,
  POSTES_PERENNES: postesPerennes,
  COFI_ENGAGE: cofiEngage,
  COFI_PRIVE: cofiPrive,
  CUMUL_PIA: cumulPia,
  AIDE_ETAT: aideEtat,
  DUREE: duree,
  STRATEGIE_RA: strategieRa,
  VALIDATION_REGION: validationRegion,
  BENEFICIAIRE: beneficiaire,
  EQUIPEMENTS: equipements,
  PARCOURS: parcours,
  PORTAGE: portage,
  ECONOMIE: economie,
  DIAGNOSTIC: diagnostic,
  BESOINS: besoins,
  APPRENANTS: apprenants,
  AUTOEVALUATION: autoevaluation,
  IMPACT_CARTE: impactCarte,
  TROIS_CATEGORIES: troisCategories,
  LETTRE_GO: lettreGo,
  DELAI_GO: delaiGo,
  PAGES_15: pages15,
  FILIERE: filiere,
  VOLET: volet,
  EGALITE_FH: egaliteFh,
  COH_ETAB: cohEtab,
  COH_CALENDRIER: cohCalendrier,
  COH_DOUBLON: cohDoublon,
  COH_EQUIPEMENT: cohEquipement,
  COH_COUT_PLACE: cohCoutPlace,
  COH_LETTRES: cohLettres,
});
