/** One point with lines to three others. */
export const RestCallsIcon = () => (
  <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <path d="M6 10h8M6 10c3 0 3-6 8-6M6 10c3 0 3 6 8 6" />
    <circle cx="4" cy="10" r="2" />
    <circle cx="16" cy="4" r="2" />
    <circle cx="16" cy="10" r="2" />
    <circle cx="16" cy="16" r="2" />
  </svg>
);

/** A sheet with lines of text. */
export const ExamplesIcon = () => (
  <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <rect x="3" y="2" width="14" height="16" rx="2" />
    <path d="M6.5 6.5h7M6.5 10h7M6.5 13.5h4" strokeLinecap="round" />
  </svg>
);
