/** Line drawings of the home page. Colours come from classes, so that both themes and the content policy are happy. */

const CADRE = { viewBox: "0 0 320 168", focusable: false, className: "rg-dessin" } as const;

/** A budget on the left, the gauge of the ceiling with its mark at 70 %. */
export function DessinDossier() {
  return (
    <svg {...CADRE} aria-hidden="true">
      <rect className="rg-dessin__fond" x="1" y="1" width="318" height="166" rx="4" />
      <rect className="rg-dessin__texte-fort" x="24" y="24" width="96" height="8" />
      {[48, 66, 84].map((y, rang) => (
        <g key={y}>
          <rect className="rg-dessin__texte" x="24" y={y} width={[120, 88, 104][rang]} height="6" />
          <rect
            className="rg-dessin__texte-fort"
            x={[236, 248, 242][rang]}
            y={y}
            width={[60, 48, 54][rang]}
            height="6"
          />
        </g>
      ))}
      <path className="rg-dessin__trait" d="M24 104 H296" />
      <rect className="rg-dessin__clair" x="24" y="126" width="272" height="16" />
      <rect className="rg-dessin__plein" x="24" y="126" width="117" height="16" />
      <path className="rg-dessin__repere" d="M214 118 V150" />
      <text className="rg-dessin__legende" x="222" y="120">
        70 %
      </text>
    </svg>
  );
}

/** A document, its seal, and the number of its version. */
export function DessinDepot() {
  return (
    <svg {...CADRE} aria-hidden="true">
      <rect className="rg-dessin__fond" x="1" y="1" width="318" height="166" rx="4" />
      <path className="rg-dessin__feuille" d="M104 20 H188 L216 48 V148 H104 Z" />
      <path className="rg-dessin__trait" d="M188 20 V48 H216" />
      <rect className="rg-dessin__texte-fort" x="120" y="62" width="64" height="7" />
      {[80, 94, 108].map((y, rang) => (
        <rect key={y} className="rg-dessin__texte" x="120" y={y} width={[80, 72, 48][rang]} height="5" />
      ))}
      <circle className="rg-dessin__plein" cx="216" cy="132" r="24" />
      <path className="rg-dessin__coche" d="M205 132 L213 140 L228 124" />
      <text className="rg-dessin__legende" x="120" y="140">
        V1
      </text>
    </svg>
  );
}

/** Planned against achieved, year after year. */
export function DessinSuivi() {
  return (
    <svg {...CADRE} aria-hidden="true">
      <rect className="rg-dessin__fond" x="1" y="1" width="318" height="166" rx="4" />
      {[
        { x: 56, prevu: 44, realise: 36 },
        { x: 136, prevu: 72, realise: 70 },
        { x: 216, prevu: 100, realise: 58 },
      ].map(({ x, prevu, realise }) => (
        <g key={x}>
          <rect className="rg-dessin__clair" x={x} y={136 - prevu} width="22" height={prevu} />
          <rect className="rg-dessin__plein" x={x + 26} y={136 - realise} width="22" height={realise} />
        </g>
      ))}
      <path className="rg-dessin__trait" d="M32 136 H288" />
    </svg>
  );
}
