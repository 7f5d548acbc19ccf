/** What an administrator types for the next version of a regime, and what is asked of the server with it. */
import type { NomSeuil } from "@/lib/domain/evolution-regime";
import { abaisse, CODES_SEUILS } from "@/lib/domain/evolution-regime";
import type { Regime } from "@/lib/domain/regimes";
import type { CodeRegle } from "@/lib/domain/regles/codes";
import type { Severite } from "@/lib/domain/verdict";
import type { DemandeVersion } from "@/lib/schemas/demande-regime";

export type SaisieDocument = {
  titre: string;
  date: string;
  lien: string;
  /** Uploaded file: its identifier and its name. */
  documentId: string;
  nom: string;
};
export type SaisieRegle = { severite: Severite; confirmer: boolean; document: SaisieDocument; raison: string };
export type SaisieSeuil = { valeur: string; document: SaisieDocument };
export type SaisieVersion = {
  effetLe: string;
  motif: string;
  regles: Partial<Record<CodeRegle, SaisieRegle>>;
  seuils: Partial<Record<NomSeuil, SaisieSeuil>>;
};

export const DOCUMENT_VIDE: SaisieDocument = { titre: "", date: "", lien: "", documentId: "", nom: "" };
export const SAISIE_VIDE: SaisieVersion = { effetLe: "", motif: "", regles: {}, seuils: {} };

export function saisieDe(saisie: SaisieVersion, regime: Regime, code: CodeRegle): SaisieRegle {
  const exigence = regime.regles.find((e) => e.code === code);
  return (
    saisie.regles[code] ?? {
      severite: exigence?.severite ?? "conseil",
      confirmer: false,
      document: DOCUMENT_VIDE,
      raison: "",
    }
  );
}

/** Becoming blocking takes a document; so does confirming. */
export const demandeDocument = (regle: SaisieRegle, avant: Severite): boolean =>
  regle.confirmer || (regle.severite === "bloquante" && avant !== "bloquante");

const document = ({ titre, date, lien, documentId }: SaisieDocument) => ({
  titre,
  date,
  ...(documentId ? { documentId } : lien.trim() ? { lien } : {}),
});

/** Only what differs from the latest version is asked. */
export function versDemande(saisie: SaisieVersion, regime: Regime): DemandeVersion {
  const seuils: DemandeVersion["seuils"] = {};
  for (const nom of CODES_SEUILS) {
    const s = saisie.seuils[nom];
    if (s === undefined || s.valeur.trim() === "") continue;
    Object.assign(seuils, { [nom]: { valeur: s.valeur, source: document(s.document) } });
  }
  return {
    code: regime.code,
    base: regime.numero,
    effetLe: saisie.effetLe,
    motif: saisie.motif,
    regles: regime.regles.flatMap((e) => {
      const r = saisie.regles[e.code];
      if (r === undefined) return [];
      const avecDocument = demandeDocument(r, e.severite);
      if (r.severite === e.severite && !avecDocument) return [];
      return [
        {
          code: e.code,
          severite: r.severite,
          ...(avecDocument && { confirmation: document(r.document) }),
          ...(abaisse(e.severite, r.severite) && { raison: r.raison }),
        },
      ];
    }),
    seuils,
  };
}

/** zod names a rule by its rank in what is asked; the form, by its code. */
export function cheminsDuFormulaire(
  fautes: Readonly<Record<string, string>>,
  { regles }: Pick<DemandeVersion, "regles">,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fautes).map(([chemin, message]) => [
      chemin.replace(/^regles\.(\d+)/, (tout, rang: string) => {
        const code = regles[Number(rang)]?.code;
        return code === undefined ? tout : `regles.${code}`;
      }),
      message,
    ]),
  );
}

/** DOM id of a field from its path. */
export const idDe = (chemin: string): string => chemin.replaceAll(".", "-");
