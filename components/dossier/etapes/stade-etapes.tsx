"use client";
import Link from "next/link";
import { accorder } from "@/lib/domain/ecriture";
import { type Etape, estFinie, type StadeVu } from "@/lib/domain/etapes";
import type { CodeSection } from "@/lib/domain/sections";
import { useATraiter, useEspaceFixe } from "../espace-contexte";
import { ecrireInstant } from "../etat-enregistrement";
import { LienChamp } from "../lien-champ";
import { libelleLien } from "../panneau-verdict";
import styles from "./etapes.module.css";
import { EtatEtape } from "./etat-etape";

export function StadeEtapes({ stade, suite }: { stade: StadeVu; suite: CodeSection | null }) {
  const fini = stade.etapes.every(estFinie);
  return (
    <li className={styles.stade}>
      <h4 className={styles.nomStade}>
        {stade.nom}
        {fini ? <span className="fr-sr-only"> (terminé)</span> : null}
      </h4>
      <ul className={styles.etapes}>
        {stade.etapes.map((etape) => (
          <LigneEtape key={etape.section} etape={etape} courante={etape.section === suite} />
        ))}
      </ul>
    </li>
  );
}

function LigneEtape({ etape, courante }: { etape: Etape; courante: boolean }) {
  const { espace } = useEspaceFixe();
  const attentes = useATraiter();
  const ensemble = etape.section === "verification" || etape.section === "depot";
  return (
    <li className={`${styles.etape} ${courante ? styles.courante : ""}`} aria-current={courante ? "step" : undefined}>
      <div className={styles.ligne}>
        <Link href={`/dossiers/${espace.id}/${etape.section}`} className={styles.nomEtape}>
          {etape.nom}
        </Link>
        <EtatEtape etape={etape} aTraiter={ensemble ? attentes.length : etape.constats.length} />
      </div>
      <Dernier section={etape.section} />
      <Restes etape={etape} />
    </li>
  );
}

/** Who touched the section last. An attachment tells its own day. */
function Dernier({ section }: { section: CodeSection }) {
  const { espace } = useEspaceFixe();
  const piece =
    section === "pieces" ? [...espace.pieces].sort((a, b) => (a.deposeeLe < b.deposeeLe ? 1 : -1))[0] : null;
  const { modifieeLe, modifieePar } = espace.sections[section];
  const le = piece?.deposeeLe ?? modifieeLe;
  const par = piece ? piece.deposeePar : modifieePar;
  if (!le) return null;
  return (
    <p className={styles.petit}>
      {par ?? "Quelqu’un"}, {ecrireInstant(le, espace.aujourdhui)}
    </p>
  );
}

const MONTRES = 5;

type Reste = { cle: string; texte: string; champ: Etape["manques"][number]["champ"] | undefined; regles: number };

/** One line per answer: several rules may wait for the same one. */
function restesDe(etape: Etape): Reste[] {
  const restes = new Map<string, Reste>();
  for (const c of etape.constats) {
    const champ = c.champs[0];
    const texte = libelleLien(c);
    const cle = champ ? `${champ.id} ${texte}` : c.code;
    const deja = restes.get(cle);
    restes.set(cle, { cle, texte, champ, regles: (deja?.regles ?? 0) + 1 });
  }
  for (const m of etape.manques) restes.set(m.champ.id, { cle: m.champ.id, texte: m.nom, champ: m.champ, regles: 1 });
  return [...restes.values()];
}

/** What remains, each point a link to its very field; beyond a few, behind a fold. */
function Restes({ etape }: { etape: Etape }) {
  const restes = restesDe(etape);
  if (restes.length === 0) return null;
  const suite = restes.slice(MONTRES);
  return (
    <>
      {estFinie(etape) ? <p className={styles.petit}>Peut encore être précisé, sans que rien ne l’exige :</p> : null}
      <ListeRestes restes={restes.slice(0, MONTRES)} />
      {suite.length > 0 ? (
        <details className={styles.suiteRestes}>
          <summary>
            {suite.length} {suite.length > 1 ? "autres points" : "autre point"}
            <span className="fr-sr-only"> de « {etape.nom} »</span>
          </summary>
          <ListeRestes restes={suite} />
        </details>
      ) : null}
    </>
  );
}

function ListeRestes({ restes }: { restes: readonly Reste[] }) {
  return (
    <ul className={styles.restes}>
      {restes.map(({ cle, texte, champ, regles }) => (
        <li key={cle}>
          {champ ? (
            <LienChamp champ={champ} className="">
              {texte}
            </LienChamp>
          ) : (
            texte
          )}
          {regles > 1 ? <span className="rg-discret"> ({accorder(regles, "règle")})</span> : null}
        </li>
      ))}
    </ul>
  );
}
