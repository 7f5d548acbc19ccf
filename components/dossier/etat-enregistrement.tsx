"use client";
import { useSyncExternalStore } from "react";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDateCourte } from "@/lib/domain/ecriture";
import { SECTIONS } from "@/lib/domain/sections";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import { useEspaceFixe } from "./espace-contexte";
import type { Magasin, Phase } from "./magasin";

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

type Etat = { cle: string; ton: "bon" | "cours" | "faute"; texte: string; reessayer: boolean };

const PRIORITE: Phase["type"][] = ["conflit", "session", "refusee", "invalide", "injoignable", "en_cours", "modifiee"];

/** The worst state of all sections, in words. */
function resumer(magasin: Magasin, aujourdhui: string): Etat {
  const etats = magasin.etats();
  const pires = SECTIONS_SAISIE.map((s) => ({ section: s, phase: etats[s].phase })).sort(
    (a, b) => ((PRIORITE.indexOf(a.phase.type) + 100) % 100) - ((PRIORITE.indexOf(b.phase.type) + 100) % 100),
  );
  const pire = pires[0] as { section: (typeof SECTIONS_SAISIE)[number]; phase: Phase };
  const nom = SECTIONS.find((s) => s.code === pire.section)?.nom ?? "";
  const dire = (ton: Etat["ton"], texte: string, reessayer = false): Etat => ({
    cle: pire.phase.type,
    ton,
    texte,
    reessayer,
  });
  switch (pire.phase.type) {
    case "conflit":
      return dire("faute", `Non enregistré : ${nom} a été modifié par une autre personne.`);
    case "session":
      return dire("faute", "Non enregistré : votre session a expiré. Vos saisies sont gardées sur cet appareil.", true);
    case "refusee":
      return dire("faute", `Non enregistré : ${pire.phase.message}`, true);
    case "invalide":
      return dire(
        "faute",
        pire.phase.nombre === 1
          ? `Non enregistré : corrigez un champ (${nom}).`
          : `Non enregistré : corrigez ${pire.phase.nombre} champs (${nom}).`,
      );
    case "injoignable": {
      const garde = magasin.gardeRefusee() ? "ne fermez pas cette page" : "vos saisies sont gardées sur cet appareil";
      return dire(
        "faute",
        `${pire.phase.horsConnexion ? "Hors connexion" : "Le service ne répond pas"} : ${garde}.`,
        true,
      );
    }
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

/** One line: what became of what was typed. The passing « Enregistrement… » is seen, not spoken: it would come after every word. */
export function EtatEnregistrement() {
  const { espace, magasin, lectureSeule } = useEspaceFixe();
  // The store's states are replaced at each change: one cheap string tells whether the words change.
  const lire = () => JSON.stringify(resumer(magasin, espace.aujourdhui));
  const etat = JSON.parse(useSyncExternalStore(magasin.souscrire, lire, lire)) as Etat;
  if (lectureSeule) return null;
  return (
    <div className={`rg-enregistrement rg-enregistrement--${etat.ton}`}>
      <p className={`rg-enregistrement__texte ${ICONE[etat.ton]}`} role="status">
        {etat.ton === "cours" ? <span aria-hidden="true">{etat.texte}</span> : etat.texte}
      </p>
      {etat.reessayer ? (
        <button type="button" className="fr-link" onClick={() => void magasin.envoyerTout()}>
          Réessayer
        </button>
      ) : null}
    </div>
  );
}
