/** A service of Microsoft's, by the name people know it by. */
export type ServiceName = 'Entra' | 'Graph' | 'Dataverse' | 'Power Platform' | 'Key Vault' | 'Teams';

/** Why something is waited for: it is expected to pass by itself. */
export type WaitingCode =
  | 'accountNotSeen' // the directory does not show the account yet
  | 'changeNotSeen' // a change was sent, or was made just before, and does not show yet
  | 'groupNotSeen' // the membership does not show yet
  | 'licenceNotSeen' // the environment does not see the licence yet
  | 'rowNotThere' // the environment does not show the account yet
  | 'rowNotEnabled' // the account is there, but still disabled
  | 'noSeat' // no licence seat is free at the moment
  | 'settling' // read once, for or against; read again after a settling time before it counts
  | 'serviceBusy' // the service asks to slow down
  | 'serviceDown' // the service does not answer, or with an error of its own
  | 'unforeseen'; // an error nobody foresaw

/** Why something cannot succeed, or a request cannot be made. */
export type RefusalCode =
  | 'accountNotOurs'
  | 'domainUnknown'
  | 'environmentClosed'
  | 'environmentUnknown'
  | 'groupNotAllowed'
  | 'groupNotAssignable'
  | 'licenceInherited'
  | 'licenceRefused'
  | 'licenceUnknown'
  | 'modeRefused'
  | 'licenceNotOffered'
  | 'nameAskedFor'
  | 'nameDeleted'
  | 'nameHidden'
  | 'nameMixed'
  | 'nameSigns'
  | 'nameTaken'
  | 'noApprover'
  | 'noSeat'
  | 'noSlot'
  | 'administratorUnread'
  | 'notAdministrator'
  | 'notAsShown' // what is stored is not what its digest says was shown
  | 'ownerDisabled'
  | 'ownerGuest'
  | 'ownerUnknown'
  | 'permissionMissing'
  | 'reviewFar'
  | 'reviewPast'
  | 'replacedSince'
  | 'roleMissing'
  | 'secretGone'
  | 'takeUpGone' // the blocked account that was to be taken up is not as it was left
  | 'takeUpNoPassword' // its recorded password is not in the vault any more
  | 'unitUnknown'
  | 'vaultClosed'
  | 'refused'; // the service said no, with a code that has no sentence of its own

/** What was read and contradicts what had been done. */
export type FindingCode =
  'modeChanged' | 'rowDisabled' | 'rowGone' | 'licenceBack' | 'rolesGone' | 'accountBlocked';

/** Why a person is asked. */
export type AttentionCode =
  'waitedTooLong' | 'triedTooOften' | 'contradicted' | 'cannotUndo' | 'cannotHandOver';

/** What a reason's sentence may mention: names, numbers, Microsoft's codes; never a secret. */
export type Facts = Readonly<Record<string, string | number>>;

/** A reason by code, with the facts its sentence needs; the catalogue of texts turns it into words. */
export interface Reason<Code extends string = string> {
  readonly code: Code;
  readonly facts?: Facts;
}
export type Waiting = Reason<WaitingCode>;
export type Refusal = Reason<RefusalCode>;
export type Finding = Reason<FindingCode>;

/** A field of the form for a request. */
export type Field =
  | 'environment'
  | 'accountName'
  | 'purpose'
  | 'roles'
  | 'domain'
  | 'licence'
  | 'unit'
  | 'owner'
  | 'reviewOn'
  | 'ticket';

/** One thing that speaks against a request, and the field of the form it belongs to, where there is one. */
export interface Problem {
  readonly field?: Field;
  readonly why: Refusal | Reason<'required' | 'tooLong' | 'notAllowed' | 'notChecked'>;
}
