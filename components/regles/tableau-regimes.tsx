import Link from "next/link";
import { nomSeverite } from "@/lib/domain/ecriture";
import type { Regime } from "@/lib/domain/regimes";
import type { Severite } from "@/lib/domain/verdict";
import type { RegleLue } from "./lecture-regles";

const ORDRE: Severite[] = ["bloquante", "a_justifier", "conseil"];

/** Who asks what: one line per regime, counted from the engine. */
export function TableauRegimes({ regimes, regles }: { regimes: readonly Regime[]; regles: RegleLue[] }) {
  return (
    <div className="fr-table fr-table--bordered rg-tableau-regimes">
      <div className="fr-table__wrapper">
        <div className="fr-table__container">
          <div className="fr-table__content">
            <table>
              <caption>Les régimes et leurs règles</caption>
              <thead>
                <tr>
                  <th scope="col">Régime</th>
                  <th scope="col">Période</th>
                  {ORDRE.map((severite) => (
                    <th key={severite} scope="col" className="fr-cell--right">
                      <span className="rg-capitale">{nomSeverite(severite)}</span>
                    </th>
                  ))}
                  <th scope="col" className="fr-cell--right">
                    Règles
                  </th>
                </tr>
              </thead>
              <tbody>
                {regimes.map((regime) => (
                  <tr key={regime.code}>
                    <th scope="row">
                      <Link href={`/regles?regime=${regime.code}`}>{regime.nom}</Link>
                      <span className="fr-hint-text">{regime.portee}</span>
                    </th>
                    <td>{regime.periode.texte}</td>
                    {ORDRE.map((severite) => (
                      <td key={severite} className="fr-cell--right rg-chiffres">
                        {regime.regles.filter((exigence) => exigence.severite === severite).length}
                      </td>
                    ))}
                    <td className="fr-cell--right rg-chiffres">{regime.regles.length}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
      <p className="fr-hint-text">{regles.length} règles différentes en tout.</p>
    </div>
  );
}
