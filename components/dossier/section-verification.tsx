"use client";
import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { estJustifie } from "@/lib/domain/completude";
import { CODES_GROUPE, nomGroupe } from "@/lib/domain/ecriture";
import type { Constat } from "@/lib/domain/verdict";
import { CadreSection } from "./cadre-section";
import { CarteConstat, nomDeCible } from "./carte-constat";
import { useATraiter, useEspace, useRegime, useResultat } from "./espace-contexte";
import { JourDesVerdicts } from "./jour-des-verdicts";
import { LienChamp } from "./lien-champ";
import { LigneConstat } from "./ligne-constat";
import { libelleLien } from "./panneau-verdict";

const FILTRES = ["a_traiter", "toutes", "conformes", "indeterminees"] as const;
type Filtre = (typeof FILTRES)[number];

const PARAMETRE = "regles";
/** Above this number of distinct actions, a summary helps nobody. */
const ACTIONS_MAX = 5;

export function SectionVerification() {
  const { fichier } = useEspace();
  const resultat = useResultat();
  const attentes = useATraiter();
  const justifications = (fichier.justifications ?? {}) as Readonly<Record<string, string>>;
  const parametre = useSearchParams().get(PARAMETRE);
  const demande: Filtre = FILTRES.find((f) => f === parametre) ?? "a_traiter";
  // The address follows a moment later: the button must answer at once.
  const [choisi, setChoisi] = useState<{ filtre: Filtre; sur: Filtre } | null>(null);
  const filtre = choisi && choisi.sur === demande ? choisi.filtre : demande;

  // A justified rule keeps its card: its text must stay within reach.
  const enCarte = (c: Constat) => c.verdict !== "conforme" && c.severite !== "conseil";
  const retenus: Record<Filtre, (c: Constat) => boolean> = {
    a_traiter: enCarte,
    toutes: () => true,
    conformes: (c) => c.verdict === "conforme",
    indeterminees: (c) => c.verdict === "indetermine",
  };
  const { constats } = resultat;
  const nombres: Record<Filtre, number> = {
    a_traiter: attentes.length,
    toutes: constats.length,
    conformes: constats.filter(retenus.conformes).length,
    indeterminees: constats.filter(retenus.indeterminees).length,
  };
  const montres = constats.filter(retenus[filtre]);
  const nom = useRegime();
  return (
    <CadreSection
      section="verification"
      titre="Vérification"
      intro={`Les ${constats.length} règles du régime ${nom.code} (version ${nom.numero}), relues à chaque modification. Une information absente donne « indéterminé », jamais « conforme ».`}
    >
      <JourDesVerdicts />
      <Causes attentes={attentes} />
      <FiltreRegles
        filtre={filtre}
        nombres={nombres}
        choisir={(f) => {
          setChoisi({ filtre: f, sur: demande });
          // The address keeps the view; it needs nothing from the server.
          window.history.replaceState(null, "", f === "a_traiter" ? window.location.pathname : `?${PARAMETRE}=${f}`);
        }}
      />
      {filtre === "a_traiter" && nombres.a_traiter === 0 ? (
        <p className="fr-alert fr-alert--success fr-alert--sm rg-rien">Rien à traiter.</p>
      ) : null}
      {filtre !== "a_traiter" && montres.length === 0 ? <p>Aucune règle dans cette vue.</p> : null}
      {CODES_GROUPE.map((code) => {
        const duGroupe = montres.filter((c) => c.groupe === code);
        if (duGroupe.length === 0) return null;
        const total = constats.filter((c) => c.groupe === code).length;
        const aTraiter = attentes.filter((c) => c.groupe === code).length;
        return (
          <section key={code} aria-labelledby={`groupe-${code}`}>
            <div className="rg-groupe">
              <h3 id={`groupe-${code}`}>{nomGroupe(code)}</h3>
              <p className="rg-groupe__decompte">
                {total} règles, <strong>{aTraiter} à traiter</strong>
              </p>
            </div>
            {duGroupe.filter(enCarte).map((c) => (
              <CarteConstat key={c.code} constat={c} justifie={estJustifie(c, justifications)} />
            ))}
            <div className="fr-accordions-group rg-regles">
              {duGroupe
                .filter((c) => !enCarte(c))
                .map((c) => (
                  <LigneConstat key={c.code} constat={c} />
                ))}
            </div>
          </section>
        );
      })}
    </CadreSection>
  );
}

/** Where to begin: findings that bear on one field are announced together. */
function Causes({ attentes }: { attentes: readonly Constat[] }) {
  const causes = useMemo(() => {
    const parChamp = new Map<string, Constat[]>();
    for (const c of attentes) {
      const champ = c.champs[0];
      const cle = champ ? `${champ.section}#${champ.id}` : c.code;
      parChamp.set(cle, [...(parChamp.get(cle) ?? []), c]);
    }
    return [...parChamp.values()];
  }, [attentes]);
  if (causes.length === 0 || causes.length > ACTIONS_MAX) return null;
  return (
    <div className="rg-causes">
      <p className="rg-causes__titre fr-icon-lightbulb-line">Par où commencer</p>
      <ol>
        {causes.map((groupe) => {
          const [premier] = groupe as [Constat, ...Constat[]];
          const champ = premier.champs[0];
          return (
            <li key={premier.code}>
              {champ ? (
                <LienChamp champ={champ}>{groupe.length > 1 ? nomDeCible(champ) : libelleLien(premier)}</LienChamp>
              ) : (
                libelleLien(premier)
              )}
              {groupe.length > 1 ? ` : ${groupe.length} constats portent sur ce champ.` : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function FiltreRegles({
  filtre,
  nombres,
  choisir,
}: {
  filtre: Filtre;
  nombres: Record<Filtre, number>;
  choisir: (filtre: Filtre) => void;
}) {
  const libelles: Record<Filtre, string> = {
    a_traiter: "À traiter",
    toutes: "Toutes",
    conformes: "Conformes",
    indeterminees: "Indéterminées",
  };
  return (
    // The DSFR's script measures the parent to choose a row or a column: it needs one with a box.
    <div>
      <fieldset className="fr-segmented fr-segmented--sm rg-filtre">
        <legend className="fr-segmented__legend fr-sr-only">Règles affichées</legend>
        <div className="fr-segmented__elements">
          {FILTRES.map((f) => (
            <div className="fr-segmented__element" key={f}>
              <input
                type="radio"
                id={`regles-${f}`}
                name={PARAMETRE}
                value={f}
                checked={filtre === f}
                onChange={() => choisir(f)}
              />
              <label className="fr-label" htmlFor={`regles-${f}`}>
                {libelles[f]} ({nombres[f]})
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
