import "server-only";
import { Prisma } from "@/prisma/genere/client";

/**
 * The columns of DemandeOrion as one staged row gives them (lib/server/carte/ligne-demande.ts), written once for the comparison,
 * the insertion and the update.
 */

/** What the file says: types of `jsonb_to_record`, so that both sides of a comparison are read by the same database. */
export const LUES = Prisma.sql`
  "numero" text, "uai" text, "etablissement" text, "commune" text, "secteur" text, "regionAcademique" text, "academie" text,
  "departement" text, "cfd" text, "formation" text, "dispositif" text, "diplome" text, "nsf" text, "rentree" int, "type" text,
  "statut" text, "motifs" text[], "coloration" text, "filiereCmq" text, "nomCmq" text, "amiCma" boolean, "amiCmaValide" boolean,
  "amiCmaEnCours" boolean, "amiCmaAnnee" text, "scolaireActuelle" int, "scolaireFuture" int, "scolaireColoreeActuelle" int,
  "scolaireColoreeFuture" int, "apprentissageActuelle" int, "apprentissageFuture" int, "apprentissageColoreeActuelle" int,
  "apprentissageColoreeFuture" int, "quadrant" text, "millesime" text, "emploi" int, "poursuite" int, "devenir" int,
  "pression" int, "coutTravaux" bigint, "coutEquipement" bigint, "creeeLe" timestamptz(3), "modifieeLe" timestamptz(3),
  "autres" jsonb`;

/** What Rigel derives from it, and never compares: a new nomenclature is not a change of the demand. */
export const DERIVEES = Prisma.sql`
  "niveau" int, "recherche" text, "sOuvertes" int, "sFermees" int, "sColoreesOuvertes" int, "sColoreesFermees" int,
  "aOuvertes" int, "aFermees" int, "aColoreesOuvertes" int, "aColoreesFermees" int, "sOuvertes2023" int, "sFermees2023" int,
  "aOuvertes2023" int, "aFermees2023" int, "iOuvertes" int, "iFermees" int, "iColoreesOuvertes" int, "iColoreesFermees" int`;

/** Columns of the table that the comparison leaves out. */
export const HORS_COMPARAISON = [
  ..."niveau,recherche,sOuvertes,sFermees,sColoreesOuvertes,sColoreesFermees,aOuvertes,aFermees,aColoreesOuvertes".split(
    ",",
  ),
  ..."aColoreesFermees,sOuvertes2023,sFermees2023,aOuvertes2023,aFermees2023,iOuvertes,iFermees".split(","),
  ..."iColoreesOuvertes,iColoreesFermees,importeLe,importId,creeParImportId".split(","),
];

/** In the order of both: the insertion names them, the update sets them. */
export const NOMS = Prisma.sql`
  "numero", "uai", "etablissement", "commune", "secteur", "regionAcademique", "academie", "departement", "cfd", "formation",
  "dispositif", "diplome", "nsf", "rentree", "type", "statut", "motifs", "coloration", "filiereCmq", "nomCmq", "amiCma",
  "amiCmaValide", "amiCmaEnCours", "amiCmaAnnee", "scolaireActuelle", "scolaireFuture", "scolaireColoreeActuelle",
  "scolaireColoreeFuture", "apprentissageActuelle", "apprentissageFuture", "apprentissageColoreeActuelle",
  "apprentissageColoreeFuture", "quadrant", "millesime", "emploi", "poursuite", "devenir", "pression", "coutTravaux",
  "coutEquipement", "creeeLe", "modifieeLe", "autres", "niveau", "recherche", "sOuvertes", "sFermees", "sColoreesOuvertes",
  "sColoreesFermees", "aOuvertes", "aFermees", "aColoreesOuvertes", "aColoreesFermees", "sOuvertes2023", "sFermees2023",
  "aOuvertes2023", "aFermees2023", "iOuvertes", "iFermees", "iColoreesOuvertes", "iColoreesFermees"`;
