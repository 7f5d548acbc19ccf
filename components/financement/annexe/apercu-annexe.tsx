"use client";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import type { LigneApercu } from "@/lib/domain/annexe/apercu";
import { type Centimes, centimes, lireMontant } from "@/lib/domain/argent";
import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import type { ApercuAnnexe, TotauxAnnexe } from "@/lib/schemas/annexe";
import styles from "./annexe.module.css";

const GENRES = { modifie: "Modifié", ajoute: "Ajouté", retire: "Retiré" } as const;

const COLONNES: readonly Colonne<LigneApercu>[] = [
  {
    cle: "ligne",
    nom: "Ligne",
    entete: true,
    contenu: (l) => (
      <>
        {l.partenaire}
        <br />
        {l.ligne}
      </>
    ),
  },
  {
    cle: "champ",
    nom: "Ce qui change",
    contenu: (l) => (
      <>
        {l.champ} <span className="fr-badge fr-badge--sm fr-badge--no-icon">{GENRES[l.genre]}</span>
        {l.case === null ? null : <span className="fr-sr-only">, case {l.case}</span>}
      </>
    ),
  },
  { cle: "avant", nom: "Avant", aDroite: true, contenu: (l) => l.avant || "—" },
  { cle: "apres", nom: "Après", aDroite: true, contenu: (l) => <strong>{l.apres || "—"}</strong> },
];

type LigneTotal = { nom: string; avant: string; apres: string };
const TOTAUX: readonly Colonne<LigneTotal>[] = [
  { cle: "nom", nom: "Chiffre", entete: true, contenu: (l) => l.nom },
  { cle: "avant", nom: "Avant", aDroite: true, court: true, contenu: (l) => l.avant },
  {
    cle: "apres",
    nom: "Après",
    aDroite: true,
    court: true,
    contenu: (l) => (l.avant === l.apres ? l.apres : <strong>{l.apres}</strong>),
  },
];

/** Signed: what is left to find may be negative. */
const montant = (texte: string): Centimes =>
  texte.startsWith("-") ? centimes(-(lireMontant(texte.slice(1)) ?? 0n)) : (lireMontant(texte) ?? centimes(0n));
const marge = (t: TotauxAnnexe): Centimes => centimes(montant(t.subventionMax) - montant(t.subvention));

function totauxDe({ avant, apres }: ApercuAnnexe): LigneTotal[] {
  const ligne = (nom: string, lire: (t: TotauxAnnexe) => Centimes): LigneTotal => ({
    nom,
    avant: ecrireEuros(lire(avant)),
    apres: ecrireEuros(lire(apres)),
  });
  return [
    ligne("Coût total", (t) => montant(t.coutTotal)),
    ligne("Coût éligible", (t) => montant(t.coutEligible)),
    ligne("Subvention demandée", (t) => montant(t.subvention)),
    ligne("Subvention maximale", (t) => montant(t.subventionMax)),
    ligne("Marge sous le plafond", marge),
    ligne("Reste à cofinancer", (t) => montant(t.resteACofinancer)),
  ];
}

/** What the file would change, and the figures before and after. */
export function ApercuImport({ apercu }: { apercu: ApercuAnnexe }) {
  return (
    <>
      {apercu.depuis > 0 ? (
        <div className="fr-alert fr-alert--info fr-alert--sm">
          <p>
            Depuis l’export de ce fichier, {accorder(apercu.depuis, "champ a changé", "champs ont changé")} dans le
            dossier : ces modifications restent, le fichier ne les défait pas.
          </p>
        </div>
      ) : null}
      {marge(apercu.apres) < 0n ? (
        <div className="fr-alert fr-alert--warning fr-alert--sm">
          <p>Après l’import, la subvention demandée dépasse le plafond : le dossier ne pourra pas être déposé ainsi.</p>
        </div>
      ) : null}
      <div className={styles.bloc}>
        <Tableau
          id="totaux-annexe"
          titre="Chiffres avant et après"
          titreVisible
          colonnes={TOTAUX}
          lignes={totauxDe(apercu)}
          cle={(l) => l.nom}
        />
      </div>
      <div className={styles.bloc}>
        <Tableau
          id="changements-annexe"
          titre={`Ce qui change : ${accorder(apercu.lignes.length, "case", "cases")}`}
          titreVisible
          colonnes={COLONNES}
          lignes={apercu.lignes}
          cle={(l) => `${l.feuille} ${l.case} ${l.champ} ${l.genre} ${l.ligne} ${l.avant}`}
        />
      </div>
    </>
  );
}
