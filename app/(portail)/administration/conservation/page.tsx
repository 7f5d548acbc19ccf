import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { ExecuterConservation } from "@/components/administration/conservation/executer-conservation";
import styles from "@/components/administration/filtres.module.css";
import { dateHeureAParis } from "@/components/compte/date-heure";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { CODES_REGLE, type CodeConservation, ecrireDuree, REGLES_CONSERVATION } from "@/lib/domain/conservation";
import { accorder, ecrireDate, ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import type { CompteSuivi } from "@/lib/server/conservation/comptes";
import { aPrevenir } from "@/lib/server/conservation/etablir-plan";
import { lireConservation, type PassageConservation } from "@/lib/server/conservation/lire-conservation";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { executer } from "./actions";

export const metadata: Metadata = { title: "Conservation des données" };

type LigneRegle = { code: CodeConservation; nombre: number };

const COLONNES_REGLES: readonly Colonne<LigneRegle>[] = [
  {
    cle: "regle",
    nom: "Règle",
    entete: true,
    contenu: ({ code }) => (
      <>
        {REGLES_CONSERVATION[code].nom}
        <span className="fr-hint-text">{REGLES_CONSERVATION[code].auTerme}</span>
      </>
    ),
  },
  {
    cle: "duree",
    nom: "Gardés",
    contenu: ({ code }) => `${ecrireDuree(code)} après ${REGLES_CONSERVATION[code].depuis}`,
  },
  {
    cle: "source",
    nom: "Source",
    contenu: ({ code }) => {
      const { source, aConfirmer } = REGLES_CONSERVATION[code];
      return aConfirmer ? `${source} (à confirmer)` : source;
    },
  },
  { cle: "nombre", nom: "Aujourd’hui", aDroite: true, contenu: ({ nombre }) => ecrireNombre(nombre) },
];

const SORTS: Record<CompteSuivi["sort"], (c: CompteSuivi) => string> = {
  prevenir: () => "À prévenir",
  attendre: (c) => (c.effaceLe === null ? "Prévenu" : `Prévenu, effacé le ${ecrireDateCourte(c.effaceLe)}`),
  effacer: () => "À effacer",
};

const COLONNES_COMPTES: readonly Colonne<CompteSuivi>[] = [
  {
    cle: "nom",
    nom: "Compte",
    entete: true,
    contenu: (c) => (
      <>
        <Link className="fr-link fr-link--sm" href={`/administration/utilisateurs/${c.id}`}>
          {c.nom}
        </Link>
        <span className="fr-hint-text">{c.email}</span>
      </>
    ),
  },
  { cle: "contact", nom: "Dernier contact", court: true, contenu: (c) => ecrireDateCourte(c.contactLe) },
  { cle: "sort", nom: "Suite", contenu: (c) => (c.exception === null ? SORTS[c.sort](c) : "Gardé par exception") },
  { cle: "raison", nom: "Raison", contenu: (c) => <span className={styles.phrase}>{c.exception}</span> },
];

const COLONNES_PASSAGES: readonly Colonne<PassageConservation>[] = [
  { cle: "le", nom: "Quand", entete: true, contenu: (p) => dateHeureAParis(p.le) },
  { cle: "par", nom: "Par", contenu: (p) => (p.parLeService ? "Le service" : "Un administrateur") },
  { cle: "bilan", nom: "Résultat", contenu: (p) => <span className={styles.phrase}>{ecrireBilan(p.bilan)}</span> },
];

function ecrireBilan({ prevenus, ...nombres }: PassageConservation["bilan"]): string {
  const parties = CODES_REGLE.flatMap((code) => {
    const nombre = nombres[code] ?? 0;
    return nombre === 0 ? [] : [`${REGLES_CONSERVATION[code].nom.toLocaleLowerCase("fr")} : ${ecrireNombre(nombre)}`];
  });
  if (prevenus) parties.unshift(`comptes prévenus : ${ecrireNombre(prevenus)}`);
  return parties.length === 0 ? "Rien à effacer" : parties.join(", ");
}

export default async function PageConservation() {
  const agent = await exigerAgent();
  if (!peut(agent, "retention.executer")) forbidden();
  const { plan, passages, retenueJusqua } = await lireConservation(agent, new Date());
  const prevenus = aPrevenir(plan.comptes).length;
  const total = CODES_REGLE.reduce((somme, code) => somme + plan.nombres[code], 0);
  return (
    <>
      <FilAriane chemin={[{ href: "/administration", texte: "Administration" }]} courant="Conservation des données" />
      <h1 className="fr-h2">Conservation des données</h1>
      <p className="rg-lecture">
        Le service applique ces durées une fois par jour. Cette page montre ce qu’elles effaceraient aujourd’hui,{" "}
        {ecrireDate(plan.jour)}, sans rien changer. Elles sont publiées dans{" "}
        <Link href="/donnees-personnelles">Données personnelles</Link>.
      </p>
      {retenueJusqua !== null && (
        <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-4w">
          <p>
            La base a été restaurée il y a peu : le service n’efface rien de lui-même avant le{" "}
            {dateHeureAParis(retenueJusqua)}. Refaites d’ici là les retraits de droits postérieurs à la sauvegarde. Vous
            pouvez toujours appliquer ces durées vous-même.
          </p>
        </div>
      )}
      <Tableau
        id="regles"
        titre={`Ce qui arrive à son terme le ${ecrireDate(plan.jour)}`}
        titreVisible
        colonnes={COLONNES_REGLES}
        lignes={CODES_REGLE.map((code) => ({ code, nombre: plan.nombres[code] }))}
        cle={({ code }) => code}
      />
      <div className="fr-my-3w">
        {total + prevenus === 0 ? (
          <p>Rien à effacer ni personne à prévenir aujourd’hui.</p>
        ) : (
          <ExecuterConservation
            resume={`${accorder(total, "élément effacé", "éléments effacés")}, ${accorder(prevenus, "personne prévenue", "personnes prévenues")}.`}
            executer={executer}
          />
        )}
      </div>
      <h2 className="fr-h4">Comptes concernés</h2>
      <Tableau
        id="comptes"
        titre="Comptes sans contact"
        colonnes={COLONNES_COMPTES}
        lignes={plan.comptes}
        cle={({ id }) => id}
        vide={<p>Aucun compte n’approche de deux ans sans contact.</p>}
      />
      <h2 className="fr-h4 fr-mt-6w">Passages précédents</h2>
      <Tableau
        id="passages"
        titre="Passages précédents"
        colonnes={COLONNES_PASSAGES}
        lignes={passages}
        cle={({ id }) => id}
        vide={<p>Aucun passage n’est encore inscrit au journal.</p>}
      />
    </>
  );
}
