"use client";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { ecartJours } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { ETATS_DEPOSES, modifiable, nomEtat } from "@/lib/domain/etats";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { ecrireRecepisse } from "@/lib/domain/recepisses";
import { SECTIONS } from "@/lib/domain/sections";
import { AussiIci } from "./atelier/presences";
import { useEspace } from "./espace-contexte";
import { PAGE_ETAPES } from "./etapes/page";
import { PAGES_DOSSIER } from "./pages-dossier";
import { Retours } from "./retours";

function echeance(aujourdhui: string, date: string): string {
  const jours = ecartJours(aujourdhui, date);
  if (jours === 0) return "aujourd’hui";
  if (jours === 1) return "demain";
  if (jours === -1) return "hier";
  return jours > 0 ? `dans ${jours} jours` : `il y a ${-jours} jours`;
}

/** The dossier at a glance; it follows typing. */
export function EnteteDossier() {
  const { espace, fichier } = useEspace();
  const segment = useSelectedLayoutSegment();
  const chef = (fichier.partenaires ?? []).find((p) => p.chefDeFile);
  const nom = fichier.acronyme || fichier.titre;
  const derniere = espace.versions.reduce<(typeof espace.versions)[number] | null>(
    (d, v) => (d && d.numero > v.numero ? d : v),
    null,
  );
  const recepisse = derniere?.recepisses.find((r) => r.retrait === null);
  // From the state, not from what this person may do: a reader of a re-opened dossier sees a planned day.
  const fige = ETATS_DEPOSES.includes(espace.etat) && !modifiable(espace.etat);
  return (
    <header className="rg-entete">
      <FilAriane
        chemin={[
          { href: "/dossiers", texte: "Dossiers" },
          { href: `/dossiers/${espace.id}`, texte: nom },
        ]}
        courant={[PAGE_ETAPES, ...SECTIONS, ...PAGES_DOSSIER].find((s) => s.code === segment)?.nom ?? "Dossier"}
      />
      <div className="rg-entete__ligne">
        <div className="rg-entete__identite">
          <h1 className="rg-entete__titre">
            {nom}
            {fichier.acronyme ? <span className="rg-entete__complet"> {fichier.titre}</span> : null}
          </h1>
          <dl className="rg-entete__faits">
            <div>
              <dt>État</dt>
              <dd>{nomEtat(espace.etat)}</dd>
            </div>
            <div>
              <dt>Régime</dt>
              <dd>{REGIMES.libelles[fichier.regime]}</dd>
            </div>
            {recepisse ? (
              <div>
                <dt>Récépissé</dt>
                <dd>{ecrireRecepisse(recepisse)}</dd>
              </div>
            ) : null}
            {chef?.nom ? (
              <div>
                <dt>Chef de file</dt>
                <dd>{chef.nom}</dd>
              </div>
            ) : null}
            {fichier.dateDepot ? (
              <div>
                <dt>{fige ? "Déposé le" : "Dépôt prévu le"}</dt>
                <dd>
                  {ecrireDate(fichier.dateDepot)}
                  {fige ? null : (
                    <span className="rg-entete__distance"> ({echeance(espace.aujourdhui, fichier.dateDepot)})</span>
                  )}
                </dd>
              </div>
            ) : null}
          </dl>
          <AussiIci />
        </div>
        <div className="rg-entete__boutons">
          <Retours />
          <a
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-file-pdf-line"
            href={`/dossiers/${espace.id}/apercu.pdf`}
            target="_blank"
            rel="noopener"
            title="Aperçu PDF - nouvelle fenêtre"
          >
            Aperçu PDF
          </a>
          {espace.droits.exporter ? (
            <a
              className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-download-line"
              href={`/api/v1/dossiers/${espace.id}`}
              download
            >
              Exporter (JSON)
            </a>
          ) : null}
          {espace.droits.dupliquer ? (
            <Link
              className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-file-add-line"
              href={`/dossiers/nouveau/copie?source=${espace.id}`}
              prefetch={false}
            >
              Dupliquer
            </Link>
          ) : null}
        </div>
      </div>
    </header>
  );
}
