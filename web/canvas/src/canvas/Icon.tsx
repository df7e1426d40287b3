export function Icon({ icon, className = "" }: { icon: string; className?: string }) {
  return (
    <svg className={`icon ${className}`} aria-hidden="true">
      <use href={`${document.baseURI}dist/icons.svg#${icon}`} />
    </svg>
  );
}
