"use client";
import Link from "next/link";
import type { Centimes } from "@/lib/domain/argent";
import { ecrireEuros, nomSeverite } from "@/lib/domain/ecriture";
import { ecrireTauxDemande, margePlafond, plafondMesurable } from "@/lib/domain/plafond";
import { resteConnu } from "@/lib/domain/plan-financement";
import type { Constat } from "@/lib/domain/verdict";
import { BadgeVerdict, BadgeVerdictGlobal } from "./badge-verdict";
import { Balance } from "./balance";
import { useATraiter, useEspace, useRegime, useResultat } from "./espace-contexte";
import { JaugePlafond, nomPlafond } from "./jauge-plafond";
import { JourDesVerdicts } from "./jour-des-verdicts";
import { LienChamp } from "./lien-champ";
import { equilibre, phraseVerdict } from "./phrases-verdict";

const AFFICHES = 3;
const LONGUEUR_LIEN = 90;

/** What to do, when it is short enough for a link; else what the rule asks. */
export const libelleLien = (constat: Constat): string =>
  constat.pourCorriger && constat.pourCorriger.length <= LONGUEUR_LIEN
    ? constat.pourCorriger.replace(/\.$/, "")
    : constat.titre;

/** The first ones, one per field: two findings that the same answer settles take one place. What blocks is never left out for less. */
function premieres(attentes: readonly Constat[]): Constat[] {
  const champs = new Set<string>();
  const retenues = attentes.filter((c) => {
    const champ = c.champs[0];
    const cle = champ ? `${champ.section}#${champ.id}` : c.code;
    const nouveau = !champs.has(cle);
    champs.add(cle);
    return nouveau || c.severite === "bloquante";
  });
  return retenues.slice(0, AFFICHES);
}

/** The live panel: verdict, ceiling, balance, what to treat first. `id` keeps the SVG's own ids apart (rail, dialog). */
export function PanneauVerdict({ id, surSuivi }: { id: string; surSuivi?: () => void }) {
  const { espace, fichier } = useEspace();
  const resultat = useResultat();
  const attentes = useATraiter();
  const budget = (fichier.budget ?? []).length > 0;
  const plan = (fichier.financements ?? []).length > 0;
  const balance = equilibre(resultat, { budget, plan });
  return (
    <>
      <div className="rg-panneau__bloc rg-panneau__bloc--tete">
        <div className="rg-panneau__titre">
          <h2 className="rg-panneau__nom">Verdict</h2>
          <BadgeVerdictGlobal verdict={resultat.verdict} />
        </div>
        <p className="rg-panneau__phrase">{phraseVerdict(resultat)}</p>
        <JourDesVerdicts />
      </div>
      <div className="rg-panneau__bloc">
        <h3 className="rg-panneau__sous-titre">Plafond de subvention</h3>
        <Plafond id={id} surSuivi={surSuivi} />
      </div>
      <div className="rg-panneau__bloc">
        <dl className="rg-chiffres-panneau">
          <div className="rg-chiffres-panneau__fort">
            <dt>Reste à cofinancer</dt>
            <dd>{resteConnu(resultat) ? ecrireEuros(resultat.resteACofinancer) : "—"}</dd>
          </div>
        </dl>
        <Balance ton={balance.ton}>{balance.phrase}</Balance>
      </div>
      <div className="rg-panneau__bloc">
        <div className="rg-panneau__titre">
          <h3 className="rg-panneau__sous-titre">À traiter en premier</h3>
          <p className="rg-discret rg-petit">
            {attentes.length === 0 ? "" : `${premieres(attentes).length} sur ${attentes.length}`}
          </p>
        </div>
        {attentes.length === 0 ? (
          <Balance ton="bon">Rien à traiter.</Balance>
        ) : (
          <ul className="rg-attentes">
            {premieres(attentes).map((c) => (
              <li key={c.code}>
                <div className="rg-constat__tete">
                  <BadgeVerdict verdict={c.verdict} />
                  <span className="rg-discret rg-petit">{nomSeverite(c.severite)}</span>
                </div>
                {c.champs[0] ? (
                  <LienChamp champ={c.champs[0]} surSuivi={surSuivi}>
                    {libelleLien(c)}
                  </LienChamp>
                ) : (
                  <p className="fr-mb-0">{libelleLien(c)}</p>
                )}
                <p className="rg-discret rg-petit">{c.source.reference}</p>
              </li>
            ))}
          </ul>
        )}
        <Link
          className="fr-link fr-icon-arrow-right-line fr-link--icon-right"
          href={`/dossiers/${espace.id}/verification?regles=toutes`}
          onClick={surSuivi}
        >
          Voir les {resultat.constats.length} règles
        </Link>
      </div>
    </>
  );
}

function Plafond({ id, surSuivi }: { id: string; surSuivi?: (() => void) | undefined }) {
  const { espace } = useEspace();
  const regime = useRegime();
  const resultat = useResultat();
  if (resultat.coutEligible === 0n)
    return (
      <>
        <p className="rg-panneau__phrase">Le plafond se calcule sur le coût éligible.</p>
        <Link className="fr-link" href={`/dossiers/${espace.id}/budget`} onClick={surSuivi}>
          Saisissez le budget
        </Link>
      </>
    );
  const mesurable = plafondMesurable(resultat);
  const marge = margePlafond(resultat);
  // While a line is to be completed, what is known is only the least it can be.
  const ecrire = (montant: Centimes) => (mesurable ? ecrireEuros(montant) : `au moins ${ecrireEuros(montant)}`);
  return (
    <>
      <JaugePlafond resultat={resultat} regime={regime} id={id} />
      <dl className="rg-chiffres-panneau">
        <div>
          <dt>Demandé{resultat.taux && mesurable ? ` (${ecrireTauxDemande(resultat.taux, resultat, regime)})` : ""}</dt>
          <dd>{ecrire(resultat.subvention)}</dd>
        </div>
        <div>
          <dt>{nomPlafond(resultat, regime)}</dt>
          <dd>{ecrire(resultat.subventionMax)}</dd>
        </div>
        {marge.type === "marge" ? (
          <div className="rg-chiffres-panneau__fort">
            <dt>Marge</dt>
            <dd>{ecrireEuros(marge.montant)}</dd>
          </div>
        ) : marge.type === "depassement" ? (
          <div className="rg-chiffres-panneau__fort rg-chiffres-panneau__faute">
            <dt>Plafond dépassé de</dt>
            <dd>{ecrire(marge.montant)}</dd>
          </div>
        ) : (
          <div className="rg-chiffres-panneau__fort">
            <dt>Marge</dt>
            <dd>À préciser</dd>
          </div>
        )}
      </dl>
    </>
  );
}
