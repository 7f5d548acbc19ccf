"use client";
import { Accordion } from "@codegouvfr/react-dsfr/Accordion";
import Link from "next/link";
import { useEffect, useState } from "react";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { Confirmee } from "@/components/regles/confirmee";
import { ecrireMarge, ecrireValeur, nomSeverite } from "@/lib/domain/ecriture";
import { type Champ, SECTIONS } from "@/lib/domain/sections";
import type { Constat, SourceRegle } from "@/lib/domain/verdict";
import { nomDuChamp } from "@/lib/schemas/libelles-champs";
import { allerAuChamp, MONTRER_CHAMP } from "./aller-au-champ";
import { BadgeVerdict } from "./badge-verdict";
import { useChampSaisi } from "./champ-saisi";
import { useEspaceFixe } from "./espace-contexte";
import { LienChamp } from "./lien-champ";

const LIENS = 4;

const nomSection = (code: string) => SECTIONS.find((s) => s.code === code)?.nom ?? code;

/** « Plan de financement : source de financement 2, montant » */
export function nomDeCible({ section, id }: Champ): string {
  if (id.startsWith("ajouter-")) return nomSection(section);
  const chemin = id.replace(/^reponses-/, "").split("-");
  const nom = section === "pieces" ? "" : nomDuChamp(chemin.join("."));
  return nom ? `${nomSection(section)} : ${nom.charAt(0).toLowerCase()}${nom.slice(1)}` : nomSection(section);
}

/** Rules that a signed letter settles. */
const SUR_LES_LETTRES: ReadonlySet<string> = new Set(["COH_LETTRES", "COFI_ENGAGE"]);

function LienRegistre() {
  const { espace } = useEspaceFixe();
  if (!espace.droits.lettres) return null;
  return (
    <li>
      <Link className="fr-link" href={`/dossiers/${espace.id}/lettres`}>
        Registre des lettres d’engagement
      </Link>
    </li>
  );
}

/** The figures a rule used, and the distance to its limit. */
export function Figures({ constat }: { constat: Constat }) {
  const lignes = constat.figures.map((f) => ({ libelle: f.libelle, texte: ecrireValeur(f.valeur), fort: false }));
  if (constat.marge) lignes.push({ libelle: "Distance", texte: ecrireMarge(constat.marge), fort: true });
  if (lignes.length === 0) return null;
  return (
    <dl className="rg-figures">
      {lignes.map((l) => (
        <div key={l.libelle}>
          <dt>{l.libelle}</dt>
          <dd className={l.fort ? "rg-figures__fort" : undefined}>{l.texte}</dd>
        </div>
      ))}
    </dl>
  );
}

export function SourceAConfirmer() {
  return <p className="fr-badge fr-badge--info fr-badge--sm fr-badge--no-icon">Source à confirmer</p>;
}

/** Exact words, then where they are. */
export function Citation({ source }: { source: SourceRegle }) {
  return (
    <figure className="rg-citation">
      {source.citation ? (
        <blockquote>
          <p>« {source.citation} »</p>
        </blockquote>
      ) : null}
      <figcaption>
        {source.reference}
        {source.confirmation ? <Confirmee confirmation={source.confirmation} /> : null}
      </figcaption>
    </figure>
  );
}

/** A rule to treat: what was found, the figures, where to correct it, the justification when one settles it, the source. */
export function CarteConstat({ constat, justifie }: { constat: Constat; justifie: boolean }) {
  const [premier, ...autres] = constat.champs;
  return (
    <article className={`rg-carte rg-carte--${constat.verdict}`} id={`regle-${constat.code}`} tabIndex={-1}>
      <div className="rg-carte__corps">
        <div className="rg-constat__tete">
          <BadgeVerdict verdict={constat.verdict} />
          <span className="rg-discret">{nomSeverite(constat.severite)}</span>
          {constat.source.aConfirmer ? <SourceAConfirmer /> : null}
          {justifie ? <p className="fr-badge fr-badge--sm fr-badge--success">Justifiée</p> : null}
          <span className="rg-carte__code">{constat.code}</span>
        </div>
        <h4 className="rg-carte__titre">{constat.titre}</h4>
        <p className="rg-carte__message">{constat.message}</p>
        <Figures constat={constat} />
        <p className="rg-carte__sous-titre">Pour corriger</p>
        <ul className="rg-carte__liens">
          <li>
            {premier ? (
              <LienChamp champ={premier}>{constat.pourCorriger ?? nomDeCible(premier)}</LienChamp>
            ) : (
              constat.pourCorriger
            )}
          </li>
          {autres.slice(0, LIENS - 1).map((champ) => (
            <li key={`${champ.section}#${champ.id}`}>
              <LienChamp champ={champ}>{nomDeCible(champ)}</LienChamp>
            </li>
          ))}
          {autres.length >= LIENS ? <li>et {autres.length - LIENS + 1} autres champs.</li> : null}
          {SUR_LES_LETTRES.has(constat.code) ? <LienRegistre /> : null}
        </ul>
        {constat.severite === "a_justifier" ? (
          <Justification code={constat.code} ouverte={constat.verdict === "non_conforme"} />
        ) : null}
      </div>
      <Accordion label={`Source : ${constat.source.reference}`} titleAs="h5" className="rg-carte__source">
        <Citation source={constat.source} />
      </Accordion>
    </article>
  );
}

/** Folded until wanted while inputs are missing: a new dossier has many such cards. A link to the field, or what is written already, opens it. */
function Justification({ code, ouverte }: { code: string; ouverte: boolean }) {
  const champ = useChampSaisi("verification", "justifications", code);
  const ecrite = typeof champ.valeur === "string" && champ.valeur !== "";
  const [demandee, setDemandee] = useState(ecrite);
  const { id, lectureSeule } = champ;
  useEffect(() => {
    const montrer = (e: Event) => {
      if ((e as CustomEvent<string>).detail === id) setDemandee(true);
    };
    // Come from another section: the call was made before this card was there.
    if (decodeURIComponent(window.location.hash.slice(1)) === id) setDemandee(true);
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, [id]);
  if (!ouverte && !demandee && !ecrite)
    return lectureSeule ? null : (
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm rg-carte__justifier"
        onClick={() => {
          setDemandee(true);
          allerAuChamp(id);
        }}
      >
        Écrire une justification<span className="fr-sr-only"> pour {code}</span>
      </button>
    );
  return (
    <ChampLong
      {...champ}
      libelle="Ou justifier l’écart"
      aide="Le dépôt reste possible avec une justification écrite ; l’instruction la lira."
      lignes={3}
      className="rg-carte__justification"
    />
  );
}
