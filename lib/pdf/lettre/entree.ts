/** What a commitment letter says, before it is drawn. Amounts in cents, dates as ISO days. */
import type { Centimes } from "@/lib/domain/argent";
import type { DateIso } from "@/lib/domain/dates";
import type { NatureFinancement, Source } from "@/lib/domain/nomenclatures";

export type LigneLettre = {
  source: Source;
  nature: NatureFinancement | null;
  montant: Centimes;
  baseValorisation: string | null;
};

export type EntreeLettre = {
  /** Of this partner: 1, 2, 3… */
  numero: number;
  prepareeLe: DateIso;
  administration: string;
  projet: {
    titre: string;
    acronyme: string | null;
    /** In words. */
    regime: string;
    region: string | null;
    debut: DateIso | null;
    dureeMois: number | null;
    depot: DateIso | null;
    chefDeFile: string | null;
  };
  partenaire: {
    nom: string;
    nature: string | null;
    siret: string | null;
    uai: string | null;
    commune: string | null;
    role: string | null;
    chefDeFile: boolean;
    signataireNom: string | null;
    signataireFonction: string | null;
    aideEtat: string | null;
  };
  lignes: readonly LigneLettre[];
};
