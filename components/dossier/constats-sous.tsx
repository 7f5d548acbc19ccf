"use client";
import type { Complement } from "@/components/dsfr/champ-cadre";
import { nomSeverite } from "@/lib/domain/ecriture";
import type { CodeSection } from "@/lib/domain/sections";
import type { Constat } from "@/lib/domain/verdict";
import { BadgeVerdict } from "./badge-verdict";
import { useConstats } from "./espace-contexte";

/** One finding beside its field: verdict, severity in plain words, what was found, what to do, source. */
export function ConstatBref({ constat, id }: { constat: Constat; id?: string }) {
  return (
    <div id={id} className={`rg-constat rg-constat--${constat.verdict}`}>
      <div className="rg-constat__tete">
        <BadgeVerdict verdict={constat.verdict} />
        <span className="rg-discret">{nomSeverite(constat.severite)}</span>
      </div>
      <p className="rg-constat__texte">
        {constat.message} {constat.pourCorriger}
      </p>
      <p className="rg-constat__source">{constat.source.reference}</p>
    </div>
  );
}

/** Findings of a field as complements of its control, so that they are read with it. */
export function useComplements(section: CodeSection, id: string): Complement[] {
  return useConstats(section, id).map((constat) => ({
    id: `${id}-constat-${constat.code}`,
    contenu: <ConstatBref constat={constat} />,
  }));
}

/** The same, for a place that is not one control (a table, a list): its id is the one findings name. */
export function ConstatsSous({ section, id }: { section: CodeSection; id: string }) {
  const constats = useConstats(section, id);
  if (constats.length === 0) return null;
  return (
    <div className="rg-constats">
      {constats.map((c) => (
        <ConstatBref key={c.code} constat={c} id={`${id}-constat-${c.code}`} />
      ))}
    </div>
  );
}
