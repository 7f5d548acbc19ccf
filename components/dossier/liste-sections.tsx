"use client";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { type Completude, sectionsDuDossier } from "@/lib/domain/completude";
import { regimeAvecLettre } from "@/lib/domain/etats";
import type { CodeSection } from "@/lib/domain/sections";
import { MarqueMentions, MarquesSection } from "./atelier/presences";
import { useCompletudes, useEspaceFixe } from "./espace-contexte";
import { PAGE_ETAPES } from "./etapes/page";
import { PAGES_DOSSIER } from "./pages-dossier";

const D_ENSEMBLE = new Set<CodeSection>(["verification", "depot"]);

export function EtatDeSection({ completude }: { completude: Completude }) {
  if (completude.etat === "complet")
    return <span className="rg-etat rg-etat--complet fr-icon-checkbox-circle-fill">Complet</span>;
  if (completude.etat === "a_traiter")
    return <span className="rg-etat rg-etat--attente fr-icon-warning-fill">{completude.aTraiter} à traiter</span>;
  return <span className="rg-etat">Non commencé</span>;
}

function EtatDuDepot({ aTraiter }: { aTraiter: number }) {
  const { espace } = useEspaceFixe();
  const derniere = espace.versions.at(-1);
  if (!espace.droits.modifier && derniere)
    return (
      <span className="rg-etat rg-etat--complet fr-icon-checkbox-circle-fill">Version {derniere.numero} déposée</span>
    );
  return <span className="rg-etat">{aTraiter > 0 ? "En attente" : "Prêt à déposer"}</span>;
}

/** The sections in their order, each with its state; current one marked. */
export function ListeSections({ surSuivi }: { surSuivi?: () => void }) {
  const { espace } = useEspaceFixe();
  const etats = useCompletudes();
  const courante = useSelectedLayoutSegment();
  const sections = sectionsDuDossier(regimeAvecLettre(espace.fichier.regime));
  return (
    <ul className="rg-sections">
      <li>
        <Link
          href={`/dossiers/${espace.id}/${PAGE_ETAPES.code}`}
          className="rg-sections__lien"
          aria-current={courante === PAGE_ETAPES.code ? "page" : undefined}
          onClick={surSuivi}
        >
          <span className="rg-sections__nom">{PAGE_ETAPES.nom}</span>
        </Link>
      </li>
      {sections.map(({ code, nom }) => (
        <li key={code} className={D_ENSEMBLE.has(code) ? "rg-sections__bilan" : undefined}>
          <Link
            href={`/dossiers/${espace.id}/${code}`}
            className="rg-sections__lien"
            aria-current={courante === code ? "page" : undefined}
            onClick={surSuivi}
          >
            <span className="rg-sections__nom">{nom}</span>
            {code === "depot" ? (
              <EtatDuDepot aTraiter={etats.depot.aTraiter} />
            ) : (
              <EtatDeSection completude={etats[code]} />
            )}
            <MarquesSection section={code} />
          </Link>
        </li>
      ))}
      {PAGES_DOSSIER.filter(({ droit }) => espace.droits[droit]).map(({ code, nom }, rang) => (
        <li key={code} className={rang === 0 ? "rg-sections__pages" : undefined}>
          <Link
            href={`/dossiers/${espace.id}/${code}`}
            className="rg-sections__lien"
            aria-current={courante === code ? "page" : undefined}
            onClick={surSuivi}
          >
            <span className="rg-sections__nom">{nom}</span>
            {code === "commentaires" ? <MarqueMentions /> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** « 7 complètes sur 9 », without the two sections of the whole. */
export function useDecompte(): { completes: number; total: number } {
  const { espace } = useEspaceFixe();
  const etats = useCompletudes();
  const sections = sectionsDuDossier(regimeAvecLettre(espace.fichier.regime)).filter((s) => !D_ENSEMBLE.has(s.code));
  return { completes: sections.filter((s) => etats[s.code].etat === "complet").length, total: sections.length };
}
