import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import styles from "./habilitations.module.css";

export type Pas = { id: string; le: string; action: string; par: string | null; fin: string | null };

const jusqua = (fin: string | null): string => (fin === null ? "" : ` jusqu’au ${ecrireDate(fin)}`);

const PHRASES: Record<string, (fin: string | null) => string> = {
  "demande.accorder": (fin) => `Accordé${jusqua(fin)}`,
  "administrateur.ajouter": (fin) => `Accordé par la commande d’administration du serveur${jusqua(fin)}`,
  "administrateur.retirer": () => "Retiré par la commande d’administration du serveur",
  "habilitation.prolonger": (fin) => `Date de fin changée : ouvert${jusqua(fin)}`,
  "habilitation.relire": () => "Gardé à la revue annuelle",
  "habilitation.retirer": () => "Retiré",
};

/** What the audit trail holds about one right, the latest first. */
export function Histoire({ pas, accordeeLe }: { pas: readonly Pas[]; accordeeLe: string }) {
  if (pas.length === 0) return <p>Accordé le {ecrireDate(accordeeLe)}. Rien ne s’est passé depuis.</p>;
  return (
    <ol className={styles.histoire} reversed>
      {pas.map((p) => (
        <li key={p.id}>
          <time dateTime={p.le}>{ecrireDate(jourAParis(new Date(p.le)))}</time> :{" "}
          {PHRASES[p.action]?.(p.fin) ?? p.action}
          {p.par === null ? "" : `, par ${p.par}`}.
        </li>
      ))}
    </ol>
  );
}
