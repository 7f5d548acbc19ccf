"use client";
import { montantAuRepos } from "@/components/dsfr/champ-montant";
import { Modale } from "@/components/dsfr/modale";
import type { Rangee } from "@/lib/domain/budget";
import { accorder } from "@/lib/domain/ecriture";
import type { Collage, MotifRefus, Refus } from "@/lib/domain/grille/collage";
import styles from "./apercu.module.css";
import { nomAnnee, nomRangee } from "./noms";

/** Named one by one, then counted. */
const NOMMES = 12;
const COURT = 40;

const MOTIFS: Record<MotifRefus, string> = {
  negatif: "un montant ne peut pas être négatif",
  pourcentage: "c’est un pourcentage, pas un montant",
  formule: "c’est une formule : copiez les valeurs, pas les formules",
  erreur: "c’est une erreur du tableur",
  decimales: "plus de deux chiffres après la virgule",
  trop_grand: "plus de douze chiffres",
  date: "c’est une date",
  texte: "ce n’est pas un montant",
  ambigu: "points et virgules ne disent pas où sont les centimes : écrivez 1 234,56",
  annee_inconnue: "cette année n’est pas dans la grille",
  sans_annee: "cette colonne du bloc n’a pas d’année",
  doublon: "une autre ligne du bloc va à la même case",
  poste_inconnu: "ce poste n’est pas reconnu",
  partenaire_inconnu: "ce partenaire n’est pas reconnu",
};

const montant = (m: string | null) => (m === null ? "vide" : `${montantAuRepos(m)}\u00a0€`);

/** « 2 lignes de titre ou de total laissées de côté, avec 1 montant. » */
export function nommerEcartees({ lignes, valeurs }: Collage["ecartees"]): string {
  const montants = accorder(valeurs, "montant");
  if (lignes === 0) return `${montants} de total ${valeurs >= 2 ? "laissés" : "laissé"} de côté.`;
  const suite = valeurs === 0 ? "" : `, avec ${montants}`;
  return `${accorder(lignes, "ligne")} de titre ou de total ${lignes >= 2 ? "laissées" : "laissée"} de côté${suite}.`;
}

/** What a pasted block would do, before anything is written. */
export function ApercuCollage({
  collage,
  rangees,
  nomDe,
  surValidation,
  surFermeture,
}: {
  collage: Collage;
  rangees: ReadonlyMap<string, Rangee>;
  nomDe: (partenaire: string | null) => string;
  surValidation: () => void;
  surFermeture: () => void;
}) {
  const { ecritures, remplacees, refus, debordement, noms, ecartees, inchangees } = collage;
  const nomLigne = (cle: string | null) => {
    const r = cle === null ? undefined : rangees.get(cle);
    return r === undefined ? null : nomRangee(r, nomDe(r.partenaire));
  };
  const ou = (r: Refus): string => {
    const ligne = nomLigne(r.cle);
    const place = `ligne ${r.ligne}, colonne ${r.colonne} du bloc`;
    if (ligne === null) return place;
    return r.annee === undefined ? `${ligne} (${place})` : `${ligne}, ${nomAnnee(r.annee)}`;
  };
  return (
    <Modale
      id="apercu-collage"
      titre="Vérifier avant de coller"
      taille="grande"
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          {ecritures.length > 0 ? (
            <button type="button" className="fr-btn" onClick={surValidation}>
              Coller {accorder(ecritures.length, "montant")}
            </button>
          ) : null}
          <button
            type="button"
            className={`fr-btn ${ecritures.length > 0 ? "fr-btn--secondary" : ""}`}
            onClick={surFermeture}
          >
            Ne rien coller
          </button>
        </>
      }
    >
      <p>
        <strong>{accorder(ecritures.length, "montant")}</strong> {ecritures.length >= 2 ? "reconnus" : "reconnu"}
        {inchangees > 0 ? `, ${accorder(inchangees, "valeur")} déjà dans la grille` : ""}. Rien n’est encore écrit.
      </p>
      {collage.entete === null ? null : (
        <p>
          La première ligne du bloc est lue comme un titre, sans montant : <strong>{collage.entete.join(", ")}</strong>.
        </p>
      )}
      {collage.anneesDouteuses ? (
        <p className="fr-message fr-message--warning">
          Une ligne du bloc ressemble à des années : elle est lue comme des montants. Si c’est un titre, copiez aussi
          les noms des postes, ou collez sans cette ligne.
        </p>
      ) : null}
      {noms.annees || noms.postes ? (
        <p>
          {noms.annees && noms.postes
            ? "Les années et les postes du bloc sont reconnus"
            : noms.annees
              ? "Les années du bloc sont reconnues"
              : "Les postes du bloc sont reconnus"}
          {"\u00a0"}: chaque montant va à sa case, où que vous ayez collé.
        </p>
      ) : null}
      {ecartees.lignes > 0 || ecartees.valeurs > 0 ? <p>{nommerEcartees(ecartees)}</p> : null}
      {debordement.valeurs > 0 ? (
        <p className="fr-message fr-message--warning">
          Le bloc dépasse la grille{debordement.colonnes > 0 ? ` de ${accorder(debordement.colonnes, "colonne")}` : ""}
          {debordement.colonnes > 0 && debordement.lignes > 0 ? " et" : ""}
          {debordement.lignes > 0 ? ` de ${accorder(debordement.lignes, "ligne")}` : ""} :{" "}
          {accorder(debordement.valeurs, "valeur")}{" "}
          {debordement.valeurs >= 2
            ? "n’ont pas de case et ne seront pas collées"
            : "n’a pas de case et ne sera pas collée"}
          .
        </p>
      ) : null}
      {refus.length > 0 ? (
        <Liste
          titre={`${accorder(refus.length, "valeur")} ${refus.length >= 2 ? "refusées" : "refusée"}`}
          lignes={refus.map((r) => ({
            cle: `${r.ligne} ${r.colonne}`,
            nom: ou(r),
            valeur: `« ${r.texte.slice(0, COURT)}${r.texte.length > COURT ? "…" : ""} » : ${MOTIFS[r.motif]}`,
          }))}
        />
      ) : null}
      {remplacees.length > 0 ? (
        <Liste
          titre={`${accorder(remplacees.length, "valeur")} ${remplacees.length >= 2 ? "remplacées" : "remplacée"}`}
          lignes={remplacees.map((c) => ({
            cle: `${c.cle} ${c.annee}`,
            nom: `${nomLigne(c.cle) ?? "Ligne"}, ${nomAnnee(c.annee)}`,
            valeur: `${montant(c.avant)} → ${montant(c.montant)}`,
          }))}
        />
      ) : null}
    </Modale>
  );
}

function Liste({ titre, lignes }: { titre: string; lignes: readonly { cle: string; nom: string; valeur: string }[] }) {
  return (
    <section>
      <h3 className="fr-text--md fr-mb-1v">{titre}</h3>
      <ul className={styles.liste}>
        {lignes.slice(0, NOMMES).map((l) => (
          <li key={l.cle}>
            <span>{l.nom}</span>
            <span className={styles.valeur}>{l.valeur}</span>
          </li>
        ))}
      </ul>
      {lignes.length > NOMMES ? <p className={styles.reste}>et {accorder(lignes.length - NOMMES, "autre")}</p> : null}
    </section>
  );
}
