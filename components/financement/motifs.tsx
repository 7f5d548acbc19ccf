import styles from "./barres.module.css";
import type { Ton } from "./vue-plan";

/** Texture over the colour: sources of one origin share a hue, and are told apart without seeing it. */
const MOTIFS: Partial<Record<Ton, "biais" | "points" | "traits">> = {
  collectivite: "biais",
  autre_public: "points",
  branche: "biais",
  autre_prive: "points",
  sans_source: "traits",
};

export const motifDe = (ton: Ton): string | undefined => {
  const motif = MOTIFS[ton];
  return motif && styles[`motif_${motif}`];
};

/** Referenced by the stylesheet, so once per page: what the subsidy never pays, what is missing, and the textures. */
export function Motifs() {
  return (
    <svg className={styles.reserve} width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hachures-budget" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles.fondHachure} />
          <rect width="2.5" height="6" className={styles.traitHachure} />
        </pattern>
        <pattern id="hachures-manque" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="8" height="8" className={styles.fondHachure} />
          <rect width="4" height="8" className={styles.traitManque} />
        </pattern>
        <pattern id="motif-biais" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3" height="9" className={styles.encre} />
        </pattern>
        <pattern id="motif-points" width="9" height="9" patternUnits="userSpaceOnUse">
          <circle cx="3" cy="3" r="2" className={styles.encre} />
        </pattern>
        <pattern id="motif-traits" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="2" className={styles.encre} />
        </pattern>
      </defs>
    </svg>
  );
}
