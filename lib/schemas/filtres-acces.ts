/** What the address of the access lists asks for. As in filtres.ts, nothing in an address is an error. */
import { z } from "zod";
import { CODES_ROLE } from "@/lib/domain/habilitations";
import { CODES_REGION } from "@/lib/domain/nomenclatures";
import { pageDemandee, parmi, texteDemande } from "./filtres";

const commun = {
  q: texteDemande.transform((v) => v.slice(0, 200)),
  role: parmi(CODES_ROLE),
  region: parmi(CODES_REGION),
  page: pageDemandee,
};

export const ETATS_DEMANDES = ["en_attente", "accordee", "refusee", "retiree"] as const;

export const filtresDemandes = z.object({ ...commun, etat: parmi(ETATS_DEMANDES) });
export type FiltresDemandes = z.output<typeof filtresDemandes>;

export const ETATS_LISTE = ["en_cours", "bientot", "a_revoir", "terminee"] as const;
export type EtatListe = (typeof ETATS_LISTE)[number];
export const TRIS_HABILITATIONS = ["personne", "role", "region", "fin", "accord"] as const;
export type TriHabilitations = (typeof TRIS_HABILITATIONS)[number];

export const filtresHabilitations = z
  .object({
    ...commun,
    etat: parmi(ETATS_LISTE),
    tri: parmi(TRIS_HABILITATIONS).transform((v): TriHabilitations => v || "personne"),
    sens: parmi(["asc", "desc"]),
  })
  .transform(({ sens, ...f }) => ({
    ...f,
    sens: sens || (f.tri === "accord" ? ("desc" as const) : ("asc" as const)),
  }));
export type FiltresHabilitations = z.output<typeof filtresHabilitations>;

const CLES = ["q", "role", "region", "etat", "page", "tri", "sens"];
const vierges = Object.fromEntries(CLES.map((cle) => [cle, undefined]));
type Parametres = Readonly<Record<string, unknown>>;

export const lireFiltresDemandes = (p: Parametres): FiltresDemandes => filtresDemandes.parse({ ...vierges, ...p });
export const lireFiltresHabilitations = (p: Parametres): FiltresHabilitations =>
  filtresHabilitations.parse({ ...vierges, ...p });
