"use client";
import { usePathname } from "next/navigation";
import { useRef, useSyncExternalStore } from "react";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import { adresseDeChemin } from "@/lib/domain/edition/changements";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { adresseConnexion } from "./adresse-connexion";
import { ouvrirConflits } from "./conflits";
import { useEspaceFixe } from "./espace-contexte";
import { idDeChamp } from "./identifiant-champ";
import { LienChamp } from "./lien-champ";
import type { Magasin, Phase } from "./magasin";
import { nomAdresse, nomDeSection } from "./nom-adresse";
import { recharger } from "./recharger";

/** « 14 h 32 », « le 12/02/2024 à 14 h 32 » another day. Paris time, whatever the device. */
export function ecrireInstant(iso: string, aujourdhui: string): string {
  const instant = new Date(iso);
  const parties = new Intl.DateTimeFormat("fr-FR", {
    timeZone: "Europe/Paris",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const lire = (type: string) => parties.find((p) => p.type === type)?.value ?? "";
  const heure = `${Number(lire("hour"))} h ${lire("minute")}`;
  const jour = jourAParis(instant);
  return jour === aujourdhui ? `à ${heure}` : `le ${ecrireDateCourte(jour)} à ${heure}`;
}

type Ton = "bon" | "cours" | "faute";
type Etat = {
  ton: Ton;
  texte: string;
  reessayer: boolean;
  /** The session ended: signing in again is what saves. */
  seReconnecter: boolean;
  /** Only a page loaded again can save. */
  recharger: boolean;
  conflits: number;
  /** The field it is about. */
  champ: { section: SectionSaisie; id: string; nom: string } | null;
};

const PRIORITE: Phase["type"][] = [
  "perimee",
  "session",
  "refusee",
  "injoignable",
  "invalide",
  "conflit",
  "en_cours",
  "modifiee",
];
const rangDe = (p: Phase) => (PRIORITE.indexOf(p.type) + 100) % 100;

const compter = (n: number, un: string, plusieurs: string) => `${n} ${n === 1 ? un : plusieurs}`;
const gardees = (n: number) => compter(n, "modification gardée", "modifications gardées");

/** The worst state of all sections, in words. */
function resumer(magasin: Magasin, aujourdhui: string): Etat {
  const etats = magasin.etats();
  const conflits = magasin.conflits().length;
  const pire = SECTIONS_SAISIE.map((s) => ({ section: s, phase: etats[s].phase })).sort(
    (a, b) => rangDe(a.phase) - rangDe(b.phase),
  )[0] as { section: SectionSaisie; phase: Phase };
  const dire = (ton: Ton, texte: string, suite: Partial<Etat> = {}): Etat => ({
    ton,
    texte,
    reessayer: false,
    recharger: false,
    seReconnecter: false,
    conflits,
    champ: null,
    ...suite,
  });
  const attente = magasin.enAttente();
  const sort = magasin.gardeRefusee() ? "ne fermez pas cette page" : `${gardees(attente)} sur cet appareil`;
  switch (pire.phase.type) {
    case "perimee":
      return dire(
        "faute",
        `Rigel a été mis à jour : ${magasin.gardeRefusee() ? sort : "rechargez la page, vos saisies sont gardées"}`,
        {
          recharger: true,
        },
      );
    case "session":
      return dire("faute", `Session expirée : ${sort}`, { reessayer: true, seReconnecter: true });
    case "refusee":
      return dire("faute", `Non enregistré : ${pire.phase.message}`, { reessayer: true });
    case "injoignable":
      return dire("faute", `${pire.phase.horsConnexion ? "Hors ligne" : "Le service ne répond pas"} : ${sort}`, {
        reessayer: true,
      });
    case "invalide": {
      const [chemin = ""] = Object.keys(etats[pire.section].fautes);
      const adresse = adresseDeChemin(pire.section, etats[pire.section].saisie, chemin);
      const nom = adresse === null ? nomDeSection(pire.section) : nomAdresse(magasin, adresse);
      const reste = SECTIONS_SAISIE.reduce((n, s) => n + Object.keys(etats[s].fautes).length, 0) - 1;
      return dire("faute", reste > 0 ? ` et ${compter(reste, "autre champ", "autres champs")}` : "", {
        champ: { section: pire.section, id: idDeChamp(chemin), nom },
      });
    }
    case "conflit":
      return dire("faute", `Non enregistré : ${compter(conflits, "champ écrit", "champs écrits")} à deux`);
    case "en_cours":
    case "modifiee":
      return dire("cours", "Enregistrement…");
    case "a_jour": {
      const dernier = SECTIONS_SAISIE.map((s) => etats[s].enregistreLe ?? "")
        .sort()
        .at(-1);
      return dire("bon", dernier ? `Enregistré ${ecrireInstant(dernier, aujourdhui)}` : "Rien à enregistrer");
    }
  }
}

const ICONE = {
  bon: "fr-icon-checkbox-circle-line",
  cours: "fr-icon-refresh-line",
  faute: "fr-icon-warning-fill",
} as const;

/**
 * One line: what became of what was typed. The passing « Enregistrement… » is seen, not spoken, and what was said before it
 * stays in place: nothing is announced again until the words change.
 */
export function EtatEnregistrement() {
  const { espace, magasin, lectureSeule } = useEspaceFixe();
  const chemin = usePathname();
  // The store's states are replaced at each change: one cheap string tells whether the words change.
  const lire = () => JSON.stringify(resumer(magasin, espace.aujourdhui));
  const etat = JSON.parse(useSyncExternalStore(magasin.souscrire, lire, lire)) as Etat;
  const dit = useRef(etat);
  if (etat.ton !== "cours") dit.current = etat;
  if (lectureSeule) return null;
  const enCours = etat.ton === "cours";
  const { champ, texte } = dit.current;
  return (
    <div className={`rg-enregistrement rg-enregistrement--${etat.ton}`}>
      <p className={`rg-enregistrement__texte ${ICONE[etat.ton]}`} role="status">
        {enCours ? <span aria-hidden="true">{etat.texte}</span> : null}
        <span className={enCours ? "fr-sr-only" : undefined}>
          {dit.current.ton === "cours" ? null : champ ? (
            <>
              Non enregistré : <LienChamp champ={champ}>{champ.nom}</LienChamp>
              {texte}
            </>
          ) : (
            texte
          )}
        </span>
      </p>
      {etat.reessayer ? (
        <button type="button" className="fr-link" onClick={() => void magasin.envoyerTout()}>
          Réessayer
        </button>
      ) : null}
      {etat.seReconnecter ? (
        <a
          className="fr-link"
          href={adresseConnexion(chemin)}
          target="_blank"
          rel="noopener"
          title="Se reconnecter - nouvelle fenêtre"
        >
          Se reconnecter
        </a>
      ) : null}
      {etat.recharger ? (
        <button type="button" className="fr-link" onClick={() => recharger(magasin)}>
          Recharger
        </button>
      ) : null}
      {etat.conflits > 0 ? (
        <button type="button" className="fr-link" onClick={() => ouvrirConflits()}>
          {compter(etat.conflits, "choix à faire", "choix à faire")}
        </button>
      ) : null}
    </div>
  );
}
