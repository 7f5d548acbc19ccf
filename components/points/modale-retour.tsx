"use client";
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { decrireLigne, ecrireValeur, nommerChamp } from "@/components/comparaison/nommer-champ";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { nomAdresse } from "@/components/dossier/nom-adresse";
import { Modale } from "@/components/dsfr/modale";
import { useGeste } from "@/components/equipe/usage-geste";
import { accorder } from "@/lib/domain/ecriture";
import { type Changement, cibleDe } from "@/lib/domain/edition/changements";
import type { ContenuPoint, PointVu } from "@/lib/schemas/points";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { ActionsPoints } from "./actions-points";
import { BilanAnnulation, BilanRetour } from "./bilan-retour";
import styles from "./points.module.css";
import {
  annulerRetour,
  nomAvantRetour,
  nonEnregistre,
  type RetourFait,
  remettre,
  type SectionARendre,
  sectionsARendre,
  toutEnvoyer,
} from "./retour";

/** Changes told one by one; beyond, how many more. */
const MONTRES = 12;

/**
 * Back to a point, whole or section by section: what will change, then the person's yes. It goes through the store as edits of
 * the fields that differ, so that it merges with what others type and can be taken back. A point is made just before.
 */
export function ModaleRetour({
  dossierId,
  point,
  actions,
  surFermeture,
}: {
  dossierId: string;
  point: PointVu | null;
  actions: Pick<ActionsPoints, "lirePoint" | "creerPoint">;
  surFermeture: () => void;
}) {
  const { magasin } = useEspaceFixe();
  const { faire, enCours, erreur } = useGeste();
  const [contenu, setContenu] = useState<ContenuPoint | null>(null);
  const [ecartees, setEcartees] = useState<readonly SectionSaisie[]>([]);
  const [fait, setFait] = useState<(RetourFait & { reste: number }) | null>(null);
  const [annule, setAnnule] = useState<ReturnType<typeof annulerRetour> | null>(null);
  const [retenues, setRetenues] = useState<readonly string[]>([]);
  /** The list that the person said yes to, while it is being made. */
  const [enJeu, setEnJeu] = useState<readonly SectionARendre[] | null>(null);
  const occupe = enJeu !== null;
  const [fauteChoix, setFauteChoix] = useState(false);
  const bilan = useRef<HTMLDivElement>(null);
  // The buttons pressed are gone: to what came of it.
  useEffect(() => {
    if (fait !== null || annule !== null) bilan.current?.focus();
  }, [fait, annule]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each point, which this is mounted anew for
  useEffect(() => {
    if (point === null) return;
    void faire(() => actions.lirePoint({ dossierId, pointId: point.id })).then(setContenu);
  }, []);

  // Others write while the dialog is open: the list follows.
  const [mouvement, bouger] = useReducer((n: number) => n + 1, 0);
  useEffect(() => magasin.souscrire(bouger), [magasin]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is read again at each of its movements
  const presentes = useMemo(
    () => (contenu === null ? [] : sectionsARendre(contenu, (s) => magasin.lire(s).contenu)),
    [contenu, magasin, mouvement],
  );
  const sections = enJeu ?? presentes;
  const lus = JSON.stringify(sections.map((s) => s.changements));
  const premiers = useRef<string | null>(null);
  if (contenu !== null) premiers.current ??= lus;
  const aChange = premiers.current !== null && premiers.current !== lus;
  const choisies = sections.filter((s) => !ecartees.includes(s.section));

  async function revenir() {
    if (point === null) return;
    if (choisies.length === 0) {
      setFauteChoix(true);
      document.getElementById(`retour-${sections[0]?.section}`)?.focus();
      return;
    }
    setEnJeu(sections);
    setRetenues([]);
    await mettre(point.nom);
    setEnJeu(null);
  }
  /** What the server does not have would be in no point: nothing is done before it has everything. */
  async function mettre(nomDuPoint: string) {
    // As they stand on the screen: what others write from now on is not part of it.
    const lues = choisies;
    if ((await toutEnvoyer(magasin)) > 0) {
      setRetenues(nonEnregistre(magasin));
      return;
    }
    const avant = await faire(() => actions.creerPoint({ dossierId, nom: nomAvantRetour(nomDuPoint), note: null }));
    if (avant === null) return;
    const retour = remettre(magasin, lues);
    setFait({ ...retour, reste: await toutEnvoyer(magasin) });
  }
  function annuler() {
    if (fait === null) return;
    setAnnule(annulerRetour(magasin, fait.gestes));
    void magasin.envoyerTout();
  }
  const nommer = (adresses: readonly string[]) => adresses.map((a) => nomAdresse(magasin, a)).join(" ; ");
  const nom = point === null ? "" : `« ${point.nom} »`;
  const pret = contenu !== null && fait === null && sections.length > 0;
  return (
    <Modale
      id="modale-retour"
      titre={`Revenir à ${nom}`}
      taille="grande"
      ouverte={point !== null}
      surFermeture={surFermeture}
      sansFermeture={occupe}
      boutons={
        pret ? (
          <>
            <button type="button" className="fr-btn" disabled={enCours || occupe} onClick={() => void revenir()}>
              {enCours || occupe ? "En cours…" : "Revenir à ce point"}
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
              Garder le dossier tel qu’il est
            </button>
          </>
        ) : fait !== null ? (
          <>
            <button type="button" className="fr-btn" onClick={surFermeture}>
              Terminer
            </button>
            {annule !== null || fait.gestes.length === 0 ? null : (
              <button type="button" className="fr-btn fr-btn--secondary" onClick={annuler}>
                Annuler ce retour
              </button>
            )}
          </>
        ) : null
      }
    >
      <div role="alert">
        {erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}
        {retenues.length > 0 ? (
          <>
            <p className="fr-message fr-message--error">
              Rien n’a été remis : des modifications ne sont pas enregistrées, aucun point ne les garderait. Réglez-les,
              puis revenez à ce point.
            </p>
            <ul>
              {retenues.map((r) => (
                <li key={r}>{r}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      <div ref={bilan} tabIndex={-1} role="status">
        {contenu === null && erreur === null ? <p>Lecture du point…</p> : null}
        {contenu !== null && fait === null && sections.length === 0 ? (
          <p>Le dossier est déjà comme à ce point : rien ne changerait.</p>
        ) : null}
        {pret && aChange && !occupe ? (
          <p className="fr-message fr-message--info">
            Le dossier vient de changer : ce qui suit est à jour. Relisez avant de revenir à ce point.
          </p>
        ) : null}
        {fait === null ? null : annule !== null ? (
          <BilanAnnulation bilan={annule} noms={nommer(annule.refusees)} />
        ) : (
          <BilanRetour fait={fait} nom={nom} noms={nommer(fait.laissees)} />
        )}
      </div>
      {pret ? (
        <>
          <p>
            Les champs ci-dessous reprendront la valeur qu’ils avaient. Le dossier d’aujourd’hui devient d’abord un
            point, et chaque retour reste dans l’historique des champs. Les pièces jointes et les commentaires ne
            changent pas.
          </p>
          <fieldset
            className={`fr-fieldset ${fauteChoix ? "fr-fieldset--error" : ""}`}
            aria-labelledby="retour-legende"
          >
            <legend className="fr-fieldset__legend" id="retour-legende">
              Sections à remettre comme à ce point
            </legend>
            {sections.map((s) => (
              <UneSection
                key={s.section}
                s={s}
                cochee={!ecartees.includes(s.section)}
                surChoix={(oui) => {
                  setFauteChoix(false);
                  setEcartees((e) => (oui ? e.filter((x) => x !== s.section) : [...e, s.section]));
                }}
                noms={nomsDes(contenu)}
              />
            ))}
            <div className="fr-messages-group" aria-live="polite">
              {fauteChoix ? <p className="fr-message fr-message--error">Cochez au moins une section.</p> : null}
            </div>
          </fieldset>
        </>
      ) : null}
    </Modale>
  );
}

const nomsDes = (contenu: ContenuPoint | null): ReadonlyMap<string, string> =>
  new Map((contenu?.fichier.partenaires ?? []).flatMap((p) => (p.id && p.nom ? [[p.id, p.nom] as const] : [])));

function UneSection({
  s,
  cochee,
  surChoix,
  noms,
}: {
  s: SectionARendre;
  cochee: boolean;
  surChoix: (oui: boolean) => void;
  noms: ReadonlyMap<string, string>;
}) {
  const reste = s.changements.length - MONTRES;
  return (
    <div className="fr-fieldset__element">
      <div className="fr-checkbox-group">
        <input
          type="checkbox"
          id={`retour-${s.section}`}
          checked={cochee}
          onChange={(e) => surChoix(e.target.checked)}
        />
        <label className="fr-label" htmlFor={`retour-${s.section}`}>
          {s.nom}
          <span className="fr-hint-text">{accorder(s.changements.length, "changement")}</span>
        </label>
      </div>
      <details className={styles.details}>
        <summary>
          Voir ce qui change<span className="fr-sr-only"> dans « {s.nom} »</span>
        </summary>
        <ul>
          {s.changements.slice(0, MONTRES).map((c) => (
            <li key={`${c.type} ${c.adresse}`}>
              {nommerChamp(s, c.adresse, noms)} : {dire(c, noms)}
            </li>
          ))}
          {reste > 0 ? <li>Et {accorder(reste, "autre changement", "autres changements")}.</li> : null}
        </ul>
      </details>
    </div>
  );
}

const abreger = (texte: string): string => (texte.length > 120 ? `${texte.slice(0, 119).trimEnd()}…` : texte);

function dire(c: Changement, noms: ReadonlyMap<string, string>): string {
  const cible = cibleDe(c.adresse);
  if (c.type === "ajout") return `ligne remise (${decrireLigne(cible?.liste ?? "", c.apres, noms)})`;
  if (c.type === "retrait") return "ligne retirée";
  const champ = cible?.genre === "champ" ? (cible.parts.at(-1) ?? "") : "";
  return `${abreger(ecrireValeur(champ, c.avant, noms))} redevient ${abreger(ecrireValeur(champ, c.apres, noms))}`;
}
