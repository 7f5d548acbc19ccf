"use client";
import { useState } from "react";
import { Tableau } from "@/components/dsfr/tableau";
import { accorder, ecrireNombre, nomSeverite, nomVerdict, nomVerdictGlobal } from "@/lib/domain/ecriture";
import { type CodeEtat, nomEtat } from "@/lib/domain/etats";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { ApercuRegime, DossierTouche, RegleVue } from "@/lib/schemas/apercu-regime";

const PAR_PAGE = 20;

const ecrireVue = (v: RegleVue | null): string =>
  v === null ? "absente" : `${nomVerdict(v.verdict).toLocaleLowerCase("fr")} (${nomSeverite(v.severite)})`;
const global = nomVerdictGlobal;

/** What the version prepared would change, counted then listed. */
export function ApercuVersion({ apercu }: { apercu: ApercuRegime }) {
  const { examines, touches, brouillons, verdicts, parRegle, lignes, tronquee } = apercu;
  return (
    <section aria-labelledby="apercu-titre" className="rg-apercu-version">
      <h2 className="fr-h4" id="apercu-titre" tabIndex={-1}>
        Ce que la version {apercu.numero} changerait
      </h2>
      <ul>
        {apercu.changements.map((c) => (
          <li key={c.sur}>
            {c.titre} : {c.changement}
          </li>
        ))}
      </ul>
      <p>
        {accorder(examines, "dossier vivant examiné", "dossiers vivants examinés")} dans ce régime ;{" "}
        <strong>
          {touches === 0 ? "aucun ne serait touché" : accorder(touches, "serait touché", "seraient touchés")}
        </strong>
        , dont{" "}
        {brouillons === 0
          ? "aucun encore modifiable"
          : `${accorder(brouillons, "encore modifiable par son équipe", "encore modifiables par leur équipe")}`}
        . Les dossiers existants gardent leur version : changer est le choix de leur équipe. Ces chiffres disent ce que
        cela leur ferait.
      </p>
      {verdicts.length === 0 ? (
        <p>Aucun verdict d’ensemble ne changerait.</p>
      ) : (
        <ul>
          {verdicts.map((v) => (
            <li key={`${v.de}-${v.vers}`}>
              {global(v.de)} → {global(v.vers)} : {accorder(v.dossiers, "dossier")}
            </li>
          ))}
        </ul>
      )}
      {parRegle.length === 0 ? null : (
        <Tableau
          id="apercu-regles"
          titre="Règle par règle"
          titreVisible
          lignes={parRegle}
          cle={(r) => `${r.code}-${ecrireVue(r.de)}-${ecrireVue(r.vers)}`}
          colonnes={[
            { cle: "regle", nom: "Règle", entete: true, contenu: (r) => r.titre },
            { cle: "de", nom: "Aujourd’hui", contenu: (r) => ecrireVue(r.de) },
            { cle: "vers", nom: "Avec la nouvelle version", contenu: (r) => ecrireVue(r.vers) },
            { cle: "n", nom: "Dossiers", aDroite: true, contenu: (r) => ecrireNombre(r.dossiers) },
          ]}
        />
      )}
      {lignes.length === 0 ? null : <Dossiers lignes={lignes} tronquee={tronquee} />}
    </section>
  );
}

/** Without name nor content: an administrator has no right to them. */
function Dossiers({ lignes, tronquee }: { lignes: readonly DossierTouche[]; tronquee: boolean }) {
  const [page, setPage] = useState(1);
  const pages = Math.ceil(lignes.length / PAR_PAGE);
  const courante = Math.min(page, pages);
  const debut = (courante - 1) * PAR_PAGE;
  return (
    <>
      <Tableau
        id="apercu-dossiers"
        titre="Dossiers touchés"
        titreVisible
        lignes={lignes.slice(debut, debut + PAR_PAGE)}
        cle={(d) => d.id}
        colonnes={[
          { cle: "dossier", nom: "Dossier", entete: true, court: true, contenu: (d) => d.id.slice(0, 8) },
          {
            cle: "region",
            nom: "Région académique",
            contenu: (d) => (d.regionAcademique ? nomRegion(d.regionAcademique) : "Non renseignée"),
          },
          { cle: "etat", nom: "État", contenu: (d) => nomEtat(d.etat as CodeEtat) },
          { cle: "numero", nom: "Version", aDroite: true, contenu: (d) => d.numero },
          {
            cle: "verdict",
            nom: "Verdict d’ensemble",
            contenu: (d) =>
              d.verdict.de === d.verdict.vers
                ? `${global(d.verdict.de)}, inchangé`
                : `${global(d.verdict.de)} → ${global(d.verdict.vers)}`,
          },
          {
            cle: "regles",
            nom: "Règles",
            contenu: (d) => (
              <ul className="fr-mb-0 fr-raw-list">
                {d.regles.map((r) => (
                  <li key={r.code}>
                    {r.code} : {ecrireVue(r.de)} → {ecrireVue(r.vers)}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <div className="rg-apercu-version__pages">
        <p className="fr-mb-0" aria-live="polite">
          Dossiers {ecrireNombre(debut + 1)} à {ecrireNombre(Math.min(debut + PAR_PAGE, lignes.length))} sur{" "}
          {ecrireNombre(lignes.length)}
          {tronquee ? ", la liste s’arrête là : les comptes, eux, sont entiers" : ""}
        </p>
        {pages > 1 ? (
          <div className="fr-btns-group fr-btns-group--inline fr-btns-group--sm">
            <button
              type="button"
              className="fr-btn fr-btn--tertiary"
              disabled={courante === 1}
              onClick={() => setPage(courante - 1)}
            >
              Page précédente
            </button>
            <button
              type="button"
              className="fr-btn fr-btn--tertiary"
              disabled={courante === pages}
              onClick={() => setPage(courante + 1)}
            >
              Page suivante
            </button>
          </div>
        ) : null}
      </div>
    </>
  );
}
