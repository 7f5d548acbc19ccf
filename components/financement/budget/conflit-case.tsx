"use client";
import { titreDe, useConflits } from "@/components/dossier/conflits";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ilYA } from "@/components/dossier/il-y-a";
import { montantAuRepos } from "@/components/dsfr/champ-montant";
import { Modale } from "@/components/dsfr/modale";
import { type Centimes, lireMontant } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { normaliserMontant } from "@/lib/schemas/normalisation";
import styles from "./apercu.module.css";

type Lue = { nom: string; montant: Centimes | null };

/** The amount of a cell, or of the line that two people made or took out. */
function lire(valeur: unknown, retiree: boolean): Lue {
  const brut =
    typeof valeur === "object" && valeur !== null && "montant" in valeur
      ? (valeur as { montant: unknown }).montant
      : valeur;
  const texte = String(brut ?? "");
  if (texte === "") return { nom: retiree ? "Ligne retirée" : "Case vide", montant: null };
  const normal = normaliserMontant(texte);
  const montant = typeof normal === "string" ? (lireMontant(normal) ?? null) : null;
  return { nom: montant === null ? `« ${texte} »` : `${montantAuRepos(texte)}\u00a0€`, montant };
}

/** « 240 000 € »: cents are said when there are some. */
const court = (l: Lue): string => l.nom.replace(/,00(?=\u00a0€$)/, "");

const signe = (d: Centimes): string =>
  `${d > 0n ? "+\u202f" : d < 0n ? "−\u202f" : ""}${ecrireEuros((d < 0n ? -d : d) as Centimes)}`;

/** Both values of one cell, who wrote the other and when, and the choice. Escape leaves it for later. */
export function ConflitCase({
  adresse,
  nom,
  surFermeture,
}: {
  adresse: string;
  nom: string;
  surFermeture: () => void;
}) {
  const { magasin, espace } = useEspaceFixe();
  const conflit = useConflits().find((c) => c.adresse === adresse);
  if (!conflit) return null;
  const mienne = lire(conflit.mienne, conflit.mienne === null);
  const leur = lire(conflit.leur, conflit.retiree);
  const ecart = ((leur.montant ?? 0n) - (mienne.montant ?? 0n)) as Centimes;
  const trancher = (choix: "mienne" | "leur") => {
    magasin.trancher(adresse, choix);
    surFermeture();
  };
  return (
    <Modale
      id="conflit-case"
      titre="Deux valeurs pour la même case"
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" onClick={() => trancher("mienne")}>
            {mienne.montant === null ? "Garder la vôtre" : `Garder ${court(mienne)}`}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => trancher("leur")}>
            {conflit.retiree
              ? "Accepter le retrait"
              : leur.montant === null
                ? "Garder l’autre"
                : `Garder ${court(leur)}`}
          </button>
          <button type="button" className="fr-btn fr-btn--tertiary" onClick={surFermeture}>
            Plus tard
          </button>
        </>
      }
    >
      <p>{nom}</p>
      <ul className={styles.deux}>
        <li>
          <span>Vous</span>
          <strong>{mienne.nom}</strong>
        </li>
        <li>
          <span>
            {titreDe(conflit, espace.lecteur.id)}, {ilYA(conflit.le, new Date())}
          </span>
          <strong>{leur.nom}</strong>
        </li>
        <li>
          <span>Différence</span>
          <strong>{signe(ecart)}</strong>
        </li>
      </ul>
      <p className="fr-hint-text">
        Les totaux comptent votre valeur tant que vous n’avez pas choisi. L’autre reste dans l’historique de la case.
      </p>
    </Modale>
  );
}
