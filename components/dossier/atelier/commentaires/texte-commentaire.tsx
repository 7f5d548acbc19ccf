import { Fragment } from "react";
import { morceauxDe } from "@/lib/domain/mentions";
import styles from "./commentaires.module.css";

/** Plain text: nothing of it is ever markup. Mentions under the names of the day. */
export function TexteCommentaire({ texte, noms }: { texte: string; noms: Readonly<Record<string, string>> }) {
  return (
    <p className={styles.texte}>
      {morceauxDe(texte).map((m, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order
        <Fragment key={i}>
          {m.type === "texte" ? m.texte : <span className={styles.mention}>@{noms[m.id] ?? "Compte effacé"}</span>}
        </Fragment>
      ))}
    </p>
  );
}
