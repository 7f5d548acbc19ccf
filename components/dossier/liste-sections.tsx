"use client";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { D_ENSEMBLE, type Etape, estFinie } from "@/lib/domain/etapes";
import { MarqueMentions, MarquesSection } from "./atelier/presences";
import { useCompletudes, useEspaceFixe, useStades } from "./espace-contexte";
import { PAGE_ETAPES } from "./etapes/page";
import { PAGES_DOSSIER } from "./pages-dossier";

function EtatDeSection({ etape, aTraiter }: { etape: Etape; aTraiter: number }) {
  if (etape.etat === "complet")
    return <span className="rg-etat rg-etat--complet fr-icon-checkbox-circle-fill">Complet</span>;
  if (etape.etat === "a_traiter")
    return <span className="rg-etat rg-etat--attente fr-icon-warning-fill">{aTraiter} à traiter</span>;
  if (etape.etat === "facultatif")
    return (
      <span className="rg-etat">
        Rien à fournir<span className="fr-sr-only"> dans ce régime</span>
      </span>
    );
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
  const { stades } = useStades();
  const etapes = stades.flatMap((s) => s.etapes);
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
      {etapes.map((etape) => {
        const { section: code, nom } = etape;
        return (
          <li key={code} className={D_ENSEMBLE.includes(code) ? "rg-sections__bilan" : undefined}>
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
                <EtatDeSection etape={etape} aTraiter={etats[code].aTraiter} />
              )}
              <MarquesSection section={code} />
            </Link>
          </li>
        );
      })}
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

/** « 7 terminées sur 9 », as the tasklist counts them, without the two sections of the whole. */
export function useDecompte(): { finies: number; total: number } {
  const { stades } = useStades();
  const etapes = stades.flatMap((s) => s.etapes).filter((e) => !D_ENSEMBLE.includes(e.section));
  return { finies: etapes.filter(estFinie).length, total: etapes.length };
}
