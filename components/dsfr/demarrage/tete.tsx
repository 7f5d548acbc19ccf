import { fontUrlByFileBasename } from "@codegouvfr/react-dsfr/next-app-router/zz_internal/fontUrlByFileBasename";
import "@codegouvfr/react-dsfr/dsfr/dsfr.min.css";
import "./icones.css";
import { THEME_INITIAL } from "./theme-initial";

const POLICES = ["Marianne-Regular", "Marianne-Medium", "Marianne-Bold"] as const;

/**
 * What the DSFR needs in `<head>`. Ours rather than react-dsfr's: theirs ships every icon (29 kB) and, when Next renders an
 * error page in the browser, loses the theme. See docs/interface.md.
 */
export function TeteDsfr({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      {POLICES.map((police) => (
        <link
          key={police}
          rel="preload"
          href={fontUrlByFileBasename[police]}
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
      ))}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this repository */}
      <script suppressHydrationWarning nonce={nonce} dangerouslySetInnerHTML={{ __html: THEME_INITIAL }} />
    </>
  );
}
