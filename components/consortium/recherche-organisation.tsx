"use client";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { type IdentifiantTape, type IdentiteOrganisation, identifiantTape } from "@/lib/domain/organisations";
import type { OrganisationsTrouvees } from "@/lib/schemas/organisations";
import styles from "./consortium.module.css";
import { chercherOrganisations, useOrganisations } from "./organisations-connues";

const REPIT_MS = 250;
/** Fewer letters find half of the annuaire. */
const LETTRES_MIN = 2;

/** A choice of the list: an organisation, or what was typed taken as it is. */
export type Choix =
  | { type: "organisation"; organisation: IdentiteOrganisation }
  | { type: "identifiant"; siret: string | null; uai: string | null }
  | { type: "nom"; nom: string }
  /** A wrong identifier: a row to fill by hand. */
  | { type: "sans" };

type Recherche = { etat: "attente" } | { etat: "panne" } | { etat: "lue"; trouvees: OrganisationsTrouvees };

/** What was typed, when nothing of the list is it. */
export function telQuel(
  q: string,
  tape: IdentifiantTape | null,
  organisations: readonly IdentiteOrganisation[],
): Choix | null {
  if (tape !== null && tape.defaut !== null) return organisations.length === 0 ? { type: "sans" } : null;
  const { siret, uai } = tape ?? { siret: null, uai: null };
  if (siret !== null || uai !== null)
    return organisations.some((o) => (siret !== null && o.siret === siret) || (uai !== null && o.uai === uai))
      ? null
      : { type: "identifiant", siret, uai };
  return /[a-zà-ÿ]{2}/i.test(q) ? { type: "nom", nom: q } : null;
}

/** The list asked a moment after the last key; what was asked before is given up. */
function useRecherche(q: string): Recherche | null {
  const { connues } = useOrganisations();
  const [recherche, setRecherche] = useState<Recherche | null>(null);
  useEffect(() => {
    if (q.length < LETTRES_MIN) {
      setRecherche(null);
      return;
    }
    const controle = new AbortController();
    const minuterie = setTimeout(async () => {
      setRecherche((avant) => avant ?? { etat: "attente" });
      const trouvees = await chercherOrganisations(q, controle.signal).catch(() => null);
      if (controle.signal.aborted) return;
      if (trouvees !== null) connues.retenir(trouvees.organisations);
      setRecherche(trouvees === null ? { etat: "panne" } : { etat: "lue", trouvees });
    }, REPIT_MS);
    return () => {
      clearTimeout(minuterie);
      controle.abort();
    };
  }, [q, connues]);
  return recherche;
}

/**
 * One box to add a partner: SIRET, UAI or name. A combobox with a list (ARIA 1.2): the focus stays in the box, the arrows go through the
 * choices, Enter takes one, Escape closes the list, then empties the box.
 */
export function RechercheOrganisation({
  id,
  dejaLa,
  surChoix,
}: {
  id: string;
  /** Name of the partner of this dossier that this organisation already is; null: none. */
  dejaLa: (o: IdentiteOrganisation) => string | null;
  surChoix: (choix: Choix) => void;
}) {
  const liste = useId();
  const [texte, setTexte] = useState("");
  const [ferme, setFerme] = useState(false);
  const [actif, setActif] = useState(-1);
  const boite = useRef<HTMLDivElement>(null);
  const q = texte.trim();
  const recherche = useRecherche(q);
  const trouvees = recherche?.etat === "lue" ? recherche.trouvees : null;
  const tape = identifiantTape(q);
  const autre =
    recherche !== null && recherche.etat !== "attente" ? telQuel(q, tape, trouvees?.organisations ?? []) : null;
  const choix: Choix[] = [
    ...(trouvees?.organisations ?? []).map((organisation): Choix => ({ type: "organisation", organisation })),
    ...(autre === null ? [] : [autre]),
  ];
  const ouvert = !ferme && choix.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, none of its choices is designated
  useEffect(() => setActif(-1), [recherche]);
  useEffect(() => {
    if (actif >= 0) document.getElementById(`${liste}-${actif}`)?.scrollIntoView({ block: "nearest" });
  }, [actif, liste]);

  const prendre = (c: Choix | undefined) => {
    if (c === undefined) return;
    setTexte("");
    surChoix(c);
  };
  const touche = (e: KeyboardEvent) => {
    const pas: Record<string, number> = { ArrowDown: actif + 1, ArrowUp: actif < 0 ? choix.length - 1 : actif - 1 };
    const vers = pas[e.key];
    if (vers !== undefined && choix.length > 0) {
      e.preventDefault();
      setFerme(false);
      setActif(vers < 0 || vers >= choix.length ? -1 : vers);
    } else if (e.key === "Enter" && ouvert) {
      e.preventDefault();
      // A whole identifier names one organisation: nothing to choose.
      const evident = choix.length === 1 || (tape !== null && tape.defaut === null) ? choix[0] : undefined;
      // What was mistyped is to be corrected: giving it up is chosen, never by a mere Enter.
      prendre(actif >= 0 ? choix[actif] : evident?.type === "sans" ? undefined : evident);
    } else if (e.key === "Escape" && texte !== "") {
      e.preventDefault();
      if (ouvert) setFerme(true);
      else setTexte("");
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only sees the focus leave
    <div
      ref={boite}
      className={`fr-input-group ${styles.recherche}`}
      onBlur={(e) => {
        if (!boite.current?.contains(e.relatedTarget)) setFerme(true);
      }}
    >
      <label className="fr-label" htmlFor={id}>
        Ajouter un partenaire
      </label>
      {/* Out of the label: the fields « SIRET » and « UAI » of the cards are others. */}
      <p className="fr-hint-text fr-mb-1w" id={`${liste}-aide`}>
        SIRET, UAI ou nom. Les établissements viennent de l’Annuaire de l’éducation.
      </p>
      <div className="fr-input-wrap fr-icon-search-line">
        <input
          id={id}
          className="fr-input"
          type="text"
          role="combobox"
          aria-expanded={ouvert}
          aria-controls={liste}
          aria-autocomplete="list"
          aria-activedescendant={ouvert && actif >= 0 ? `${liste}-${actif}` : undefined}
          aria-describedby={`${liste}-aide ${liste}-bilan`}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={texte}
          onChange={(e) => {
            setTexte(e.target.value);
            setFerme(false);
          }}
          onFocus={() => setFerme(false)}
          onKeyDown={touche}
        />
      </div>
      {/* The focus stays in the box, which names the active choice. */}
      <div
        id={liste}
        role="listbox"
        tabIndex={-1}
        aria-label="Organisations trouvées"
        className={styles.choix}
        hidden={!ouvert}
      >
        {choix.map((c, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
          <div
            key={cleDe(c)}
            id={`${liste}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === actif}
            className={i === actif ? styles.designe : undefined}
            onPointerDown={(e) => e.preventDefault()}
            onClick={() => prendre(c)}
          >
            {c.type === "organisation" ? <UneOrganisation o={c.organisation} deja={dejaLa(c.organisation)} /> : null}
            {c.type === "identifiant"
              ? `Ajouter ${c.siret ? "le SIRET" : "l’UAI"} ${c.siret ?? c.uai}, inconnu ici`
              : null}
            {c.type === "nom" ? `Ajouter « ${c.nom} » sans identifiant` : null}
            {c.type === "sans" ? "Ajouter un partenaire sans cet identifiant" : null}
          </div>
        ))}
      </div>
      <p className={styles.bilan} id={`${liste}-bilan`} role="status">
        {q.length >= LETTRES_MIN && !ferme ? bilan(recherche, tape) : ""}
      </p>
    </div>
  );
}

const cleDe = (c: Choix): string =>
  c.type === "organisation" ? `${c.organisation.siret}/${c.organisation.uai}/${c.organisation.nom}` : c.type;

/** Exported for its test. */
export function bilan(r: Recherche | null, tape: IdentifiantTape | null): string {
  const trouvee = r?.etat === "lue" && r.trouvees.organisations.length > 0;
  // What is wrong with the number is known without any search, and more use than « no organisation ».
  if (tape !== null && tape.defaut !== null && !trouvee) return tape.defaut;
  if (r?.etat === "panne") return "La recherche ne répond pas : ajoutez le partenaire sans elle, ou réessayez.";
  if (r?.etat !== "lue") return "Recherche…";
  const { organisations, reste } = r.trouvees;
  if (organisations.length === 0) return "Aucune organisation connue.";
  return reste
    ? `Les ${organisations.length} premières organisations : précisez pour voir les autres.`
    : `${accorder(organisations.length, "organisation trouvée", "organisations trouvées")}.`;
}

function UneOrganisation({ o, deja }: { o: IdentiteOrganisation; deja: string | null }) {
  const verifiee = o.verifieeLe !== null && o.fermeeLe === null;
  return (
    <>
      <span className={styles.nomTrouve}>{o.nom}</span>
      <span className={styles.detail}>
        {[o.commune, o.uai && `UAI ${o.uai}`, o.siret && `SIRET ${o.siret}`].filter(Boolean).join(", ")}
      </span>
      <span className={styles.marques}>
        {verifiee ? (
          <span className={styles.marque}>
            <span className={`fr-icon-checkbox-circle-fill fr-icon--sm ${styles.bon}`} aria-hidden="true" /> vérifiée
          </span>
        ) : null}
        {o.verifieeLe === null ? <span className={styles.marque}>non vérifiée</span> : null}
        {o.fermeeLe === null ? null : <span className={styles.marque}>fermée depuis le {ecrireDate(o.fermeeLe)}</span>}
        {deja === null ? null : <span className={styles.marque}>déjà partenaire : {deja}</span>}
      </span>
    </>
  );
}
