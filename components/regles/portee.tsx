import { nomSeverite } from "@/lib/domain/ecriture";
import type { Severite } from "@/lib/domain/verdict";
import type { RegleLue } from "./lecture-regles";

const ORDRE: Severite[] = ["bloquante", "a_justifier", "conseil"];

/** « Bloquante » in one regime; in all of them, the regimes under each severity, as a rule may weigh differently. */
export function Portee({ portees, unSeul }: { portees: RegleLue["portees"]; unSeul: boolean }) {
  const parSeverite = ORDRE.map((severite) => ({
    severite,
    dedans: portees.filter(({ exigence }) => exigence.severite === severite),
  })).filter(({ dedans }) => dedans.length > 0);
  if (unSeul)
    return <span className="rg-capitale fr-text--bold">{nomSeverite(parSeverite[0]?.severite ?? "conseil")}</span>;
  return (
    <ul className="rg-portees">
      {parSeverite.map(({ severite, dedans }) => (
        <li key={severite}>
          <span className="rg-capitale fr-text--bold">{nomSeverite(severite)}</span>
          {" : "}
          {dedans
            .map(({ regime, exigence }) => `${regime.code}${exigence.aConfirmer ? " (à confirmer)" : ""}`)
            .join(", ")}
        </li>
      ))}
    </ul>
  );
}
