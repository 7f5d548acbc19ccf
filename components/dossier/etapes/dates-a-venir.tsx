"use client";
import { ajouterMois, ecartJours } from "@/lib/domain/dates";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { useEspace, useRegime } from "../espace-contexte";
import { LienChamp } from "../lien-champ";
import styles from "./etapes.module.css";

function distance(aujourdhui: string, jour: string): string {
  const jours = ecartJours(aujourdhui, jour);
  if (jours === 0) return "aujourd’hui";
  if (jours === 1) return "demain";
  return jours > 0 ? `dans ${accorder(jours, "jour")}` : `passé de ${accorder(-jours, "jour")}`;
}

/** Only the days that the dossier knows: Rigel holds no calendar of the call. */
export function DatesAVenir() {
  const { espace, fichier } = useEspace();
  const { seuils } = useRegime();
  const { dateDepot, debut, lettreIntention } = fichier;
  const go = lettreIntention?.avis === "go" ? lettreIntention.avisLe : null;
  const limite = go && seuils.delaiGoMois !== undefined ? ajouterMois(go, seuils.delaiGoMois) : null;
  const dates = [
    { nom: "Dépôt prévu", jour: dateDepot, id: "dateDepot", section: "identite" as const },
    { nom: "Au plus tard, après le GO", jour: limite, id: "lettreIntention-avisLe", section: "lettre" as const },
    { nom: "Premier jour du projet", jour: debut, id: "debut", section: "identite" as const },
  ].filter((d) => d.jour);
  return (
    <div className={styles.dates}>
      <h3 className={styles.sousTitre}>Dates</h3>
      {dates.length === 0 ? null : (
        <dl className={styles.listeDates}>
          {dates.map(({ nom, jour, section, id }) => (
            <div key={id}>
              <dt>
                <LienChamp champ={{ section, id }} className="">
                  {nom}
                </LienChamp>
              </dt>
              <dd>
                {ecrireDate(jour as string)}
                <span className="rg-discret"> ({distance(espace.aujourdhui, jour as string)})</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {dateDepot ? null : (
        <p className={styles.petit}>
          Aucun jour de dépôt prévu.{" "}
          <LienChamp champ={{ section: "identite", id: "dateDepot" }} className="">
            Choisir une date
          </LienChamp>
        </p>
      )}
      <p className={styles.petit}>Rigel ne connaît pas la date limite de l’appel : lisez-la dans son texte.</p>
    </div>
  );
}
