"use client";
import Link from "next/link";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { PORTEES } from "@/lib/domain/carte/colorations";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import type { ColorationVue } from "@/lib/schemas/colorations";
import styles from "./colorations.module.css";
import type { CommunColorations } from "./propositions";

/** National ones first, then by label: what is known of each, and the rows that write it. */
export function ListeColorations({
  vue,
  actions,
  faire,
  enCours,
  surFait,
  surEdition,
}: CommunColorations & { surEdition: (coloration: ColorationVue) => void }) {
  const separer = (c: ColorationVue["reunies"][number]) =>
    surFait(async () => {
      const demande = { regionAcademique: vue.region, colorationId: c.id, versionVue: c.version };
      return (await faire(() => actions.separer(demande))) === null
        ? null
        : { texte: `« ${c.libelle} » est à nouveau une coloration à part.` };
    });
  const colonnes: Colonne<ColorationVue>[] = [
    {
      cle: "libelle",
      nom: "Libellé",
      entete: true,
      contenu: (c) => (
        <>
          <strong>{c.libelle}</strong>
          {c.ecritures.length > 0 ? (
            <ul className={styles.ecritures}>
              {c.ecritures.map((e) => (
                <li key={e.libelle}>
                  <Link href={adresse(vue.region, e.libelle)}>
                    {accorder(e.demandes, "demande")}
                    {e.libelle === c.libelle && c.ecritures.length === 1 ? (
                      <span className="fr-sr-only"> « {e.libelle} »</span>
                    ) : (
                      <> « {e.libelle} »</>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          ) : null}
          {vue.gere && c.reunies.length > 0 ? (
            <ul className={styles.ecritures}>
              {c.reunies.map((r) => (
                <li key={r.id}>
                  Réunie : {r.libelle}{" "}
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
                    disabled={enCours}
                    onClick={() => separer(r)}
                  >
                    Séparer<span className="fr-sr-only"> {r.libelle}</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ),
    },
    { cle: "portee", nom: "Portée", court: true, contenu: (c) => PORTEES[c.portee] },
    { cle: "secteur", nom: "Secteur", contenu: (c) => c.secteur ?? <Manque c={c} /> },
    {
      cle: "cma",
      nom: "Demande CMA",
      contenu: ecrireCma,
    },
    {
      cle: "attestation",
      nom: "Libellé de l’attestation",
      contenu: (c) => (
        <>
          {c.attestation ?? <Manque c={c} />}
          {c.attestation !== null && c.versionNote !== null ? (
            <span className={styles.detail}> (noté par la région académique)</span>
          ) : null}
        </>
      ),
    },
    { cle: "places", nom: "Places colorées", aDroite: true, court: true, contenu: (c) => ecrireNombre(c.places) },
    ...(vue.gere
      ? [
          {
            cle: "gestes",
            nom: "Gestes",
            nomMasque: true,
            contenu: (c: ColorationVue) => (
              <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={() => surEdition(c)}>
                {c.portee === "nationale" ? "Noter l’attestation" : c.dansLaListe ? "Modifier" : "Compléter"}
                <span className="fr-sr-only"> {c.libelle}</span>
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Tableau id="colorations" titre="Colorations" lignes={vue.colorations} cle={(c) => c.cle} colonnes={colonnes} />
  );
}

/** A national one rests on its partnership: only its rows can name a CMA. */
function ecrireCma({ demandeCma, avecCma, portee, partenaire }: ColorationVue): string {
  if (demandeCma) return "Oui";
  const citent = `${accorder(avecCma, "demande cite", "demandes citent")} un AMI CMA`;
  if (portee === "nationale") {
    const avec = partenaire === null ? "Partenariat national" : `Partenariat national avec ${partenaire}`;
    return avecCma > 0 ? `${avec}, et ${citent}` : avec;
  }
  return avecCma > 0 ? `Non, mais ${citent}` : "Non";
}

const adresse = (region: string, libelle: string): string =>
  `/carte/demandes?${new URLSearchParams({ region, coloration: libelle })}`;

/** Of a national one, the report gives no wording: each région may note its own. */
function Manque({ c }: { c: ColorationVue }) {
  return <span className={styles.detail}>{c.portee === "nationale" ? "À confirmer" : "À compléter"}</span>;
}
