"use client";
/** Names of the formations, from the nomenclature: those of the dossier come with the page, others are asked as one types. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { defautCfd } from "@/lib/domain/identifiants";

export type FormationConnue = {
  cfd: string;
  libelle: string;
  /** « BAC PRO » */
  diplome: string;
  niveau: number;
  /** ISO date; null: open. */
  fermeture: string | null;
};

type Annuaire = {
  /** undefined: not known yet; null: not in the nomenclature. */
  formation: (cfd: string) => FormationConnue | null | undefined;
  chercher: (texte: string) => void;
  propositions: readonly FormationConnue[];
};

const Contexte = createContext<Annuaire | null>(null);

const REPIT_MS = 250;

export function FormationsProvider({
  connues,
  inconnues,
  children,
}: {
  connues: readonly FormationConnue[];
  /** Codes of the dossier that the nomenclature does not hold. */
  inconnues: readonly string[];
  children: ReactNode;
}) {
  const [annuaire, setAnnuaire] = useState<ReadonlyMap<string, FormationConnue | null>>(
    () =>
      new Map<string, FormationConnue | null>([
        ...inconnues.map((c) => [c, null] as const),
        ...connues.map((f) => [f.cfd, f] as const),
      ]),
  );
  const [propositions, setPropositions] = useState<readonly FormationConnue[]>([]);
  const minuterie = useRef<ReturnType<typeof setTimeout>>(undefined);
  const demande = useRef<AbortController>(undefined);

  const chercher = useCallback((texte: string) => {
    clearTimeout(minuterie.current);
    demande.current?.abort();
    const mots = texte.trim();
    if (mots.length < 3) return;
    minuterie.current = setTimeout(async () => {
      const controle = new AbortController();
      demande.current = controle;
      try {
        const reponse = await fetch(`/api/v1/formations?q=${encodeURIComponent(mots)}`, { signal: controle.signal });
        if (!reponse.ok) return;
        const { formations } = (await reponse.json()) as { formations: FormationConnue[] };
        setPropositions(formations);
        setAnnuaire((avant) => {
          const suite = new Map(avant);
          for (const f of formations) suite.set(f.cfd, f);
          const code = mots.toUpperCase();
          if (defautCfd(code) === null && !suite.has(code)) suite.set(code, null);
          return suite;
        });
      } catch {
        // Offline or superseded: the field stays free, the name will come another time.
      }
    }, REPIT_MS);
  }, []);
  useEffect(
    () => () => {
      clearTimeout(minuterie.current);
      demande.current?.abort();
    },
    [],
  );

  const valeur = useMemo(
    () => ({ formation: (cfd: string) => annuaire.get(cfd), chercher, propositions }),
    [annuaire, chercher, propositions],
  );
  return (
    <Contexte value={valeur}>
      {children}
      <datalist id="formations-proposees">
        {propositions.map((f) => (
          <option key={f.cfd} value={f.cfd}>
            {`${f.diplome} ${f.libelle}`}
          </option>
        ))}
      </datalist>
    </Contexte>
  );
}

export function useFormations(): Annuaire {
  const annuaire = useContext(Contexte);
  if (!annuaire) throw new Error("FormationsProvider manque au-dessus de ce composant.");
  return annuaire;
}
