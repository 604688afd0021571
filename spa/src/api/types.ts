/** Short names for what the API answers, from the types generated of openapi.json. */
import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['SessionAnswer'];
export type Step = Schemas['StepAnswer'];
export type Account = Schemas['AccountAnswer'];
export type Device = Schemas['DeviceAnswer'];
export type AccountEvent = Schemas['EventAnswer'];
export type Managed = Schemas['ManagedAccountAnswer'];
export type Invitation = Schemas['InvitationAnswer'];
export type Plan = Schemas['PlanAnswer'];
export type Allowance = Schemas['AllowanceAnswer'];
export type Trashed = Schemas['TrashedAnswer'];
export type Version = Schemas['VersionSummary'];
export type Catalogue = Schemas['CatalogueAnswer'];
export type CatalogueModel = Schemas['ModelAnswer'];
export type MonthSpend = Schemas['MonthAnswer'];
export type ModelRun = Schemas['SpendBody'];
export type Used = Schemas['UsedAnswer'];
export type ResumeRecord = Schemas['ResumeAnswer'];
export type ResumeSummary = Schemas['ResumeSummary'];
export type PostingRecord = Schemas['PostingAnswer'];
export type PostingSummary = Schemas['PostingSummary'];
export type Tailoring = Schemas['TailoringAnswer'];
export type TailoringSummary = Schemas['TailoringSummary'];
export type TailoringChange = Partial<Omit<Schemas['EditTailoringBody'], 'options'>> & {
  options?: Partial<Schemas['OptionsBody']>;
};
export type OutboxMail = Schemas['MailAnswer'];
export type Theme = Schemas['ThemeAnswer'];
export type RenderOptions = Schemas['RenderOptions'];
export type Proposal = Schemas['Ruling'];
export type Says = Schemas['AnswerBody']['says'];
export type Attempt = Schemas['BriefAnswer'];
export type Closing = Schemas['ReplyAnswer'];
export type KnownFacts = Schemas['FactsAnswer'];
export type Fact = Schemas['FactAnswer'];
export type Given = Schemas['GivenAnswer'];
export type FactsChange = Partial<Schemas['EditFactsBody']>;
export type PrintedLine = Schemas['PrintedLine'];
export type Letter = Schemas['LetterAnswer'];
export type Sentence = Letter['sentences'][number];
export type LetterForm = Schemas['CreateLetterBody'];
type SentenceChange = Schemas['SentenceBody'];
/** What is absent stays; a null says something, of a sentence too. */
export type LetterChange = Partial<Omit<Schemas['EditLetterBody'], 'sentences'>> & {
  sentences?: (Pick<SentenceChange, 'id'> & Partial<SentenceChange>)[];
};
export type PageImage = Schemas['PageAnswer'];
export type PreviewPage = Schemas['PreviewPageAnswer'];
export type Sheet = Schemas['SheetAnswer'];
export type Said = Schemas['SaidAnswer'];
export type Checking = Schemas['CheckAnswer'];
export type CheckNote = Schemas['Note'];
export type MachineView = Schemas['MachineView'];
export type Kept = Schemas['DocumentAnswer'];
export type Share = Schemas['ShareAnswer'];
export type ShareWish = Pick<Schemas['ShareBody'], 'hours'> & Partial<Schemas['ShareBody']>;
export type SharedDocument = Schemas['SharedDocumentAnswer'];
export type Comparison = Schemas['ComparisonAnswer'];

export type Resume = Schemas['Resume'];
export type Highlight = Schemas['Highlight'];
export type PartialDate = Schemas['PartialDate'];
export type Span = Schemas['Span'];
export type Finding = Schemas['Finding'];
export type Posting = Schemas['Posting'];
export type Requirement = Schemas['Requirement'];
export type Evidence = Schemas['Evidence'];
export type Choice = Schemas['Choice'];
export type Status = Evidence['status'];

type Json<Response> = Response extends { content: { 'application/json': infer Body } }
  ? Body
  : undefined;

/** The JSON that an operation answers with, undefined when it answers with nothing. */
export type AnswerOf<Name extends keyof operations> = operations[Name]['responses'] extends {
  200: infer Response;
}
  ? Json<Response>
  : operations[Name]['responses'] extends { 201: infer Response }
    ? Json<Response>
    : undefined;
