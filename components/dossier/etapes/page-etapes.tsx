"use client";
import Link from "next/link";
import { accorder } from "@/lib/domain/ecriture";
import { D_ENSEMBLE } from "@/lib/domain/etapes";
import { AttenteHydratation } from "../attente-hydratation";
import { useEspaceFixe } from "../espace-contexte";
import { NoticeLecture } from "../notice-lecture";
import { DatesAVenir } from "./dates-a-venir";
import styles from "./etapes.module.css";
import { PremiereFois } from "./premiere-fois";
import { Progression } from "./progression";
import { StadeEtapes } from "./stade-etapes";
import { TempsRestant } from "./temps-restant";
import { useEtapes } from "./vue";

/** The tasklist of the dossier: what is done, what remains, what to do next. */
export function PageEtapes() {
  const { espace, lectureSeule } = useEspaceFixe();
  const vue = useEtapes();
  const { stades, etapes, suite, commence } = vue;
  return (
    <section className={`rg-section ${styles.page}`} aria-labelledby="titre-section" data-section-prete="etapes">
      <h2 id="titre-section" className="rg-section__titre" tabIndex={-1} data-titre-page="">
        Étapes du dossier
      </h2>
      <p className="rg-section__intro">
        Ce qui est fait, ce qui reste et par quoi continuer. L’ordre est un conseil : chaque section s’ouvre quand vous
        voulez.
      </p>
      <NoticeLecture />
      <AttenteHydratation>
        <div className={styles.tete}>
          <div className={styles.bilan}>
            <Progression etapes={etapes.filter((e) => !D_ENSEMBLE.includes(e.section))} />
            {lectureSeule ? null : (
              <p className={styles.suite}>
                <Link href={`/dossiers/${espace.id}/${suite.section}`} className="fr-btn">
                  {commence ? "Continuer" : "Commencer"}
                  {"\u202f: "}
                  {suite.nom}
                </Link>
              </p>
            )}
          </div>
          <DatesAVenir />
        </div>
        <PremiereFois stades={stades} ouvert={!commence} />
        {lectureSeule ? null : <TempsRestant vue={vue} />}
        <h3 className={styles.titreListe}>Les étapes, en {accorder(stades.length, "temps", "temps")}</h3>
        <ol className={styles.stades}>
          {stades.map((stade) => (
            <StadeEtapes key={stade.code} stade={stade} suite={lectureSeule ? null : suite.section} />
          ))}
        </ol>
      </AttenteHydratation>
    </section>
  );
}
